@rem The npm scripts say `exec node …` so that signals reach the program and not a shell before it. Windows has no such shell: run it.
@%*
