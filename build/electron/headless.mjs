/** The host without a window, as a package has it: beside the pages, the history and SQLite of the app. */
await import(new URL('../../app.asar.unpacked/dist/cli/cli.mjs', import.meta.url).href);
