import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changedFiles } from '../../../build/checks/changed.mjs';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const noGit = spawnSync('git', ['--version']).status !== 0;

describe.skipIf(noGit)('in a checkout', () => {
  test('what was committed on the branch, what was not, and what is new have changed', () => {
    const folder = checkout();
    git(folder, 'switch', '--quiet', '--create', 'branch');
    write(folder, 'committed.ts');
    commit(folder);
    write(folder, 'edited.ts');
    mkdirSync(join(folder, 'new'));
    write(folder, 'new/größe one.ts');
    rmSync(join(folder, 'removed.ts'));
    expect(changedFiles(folder)?.sort()).toEqual(['committed.ts', 'edited.ts', 'new/größe one.ts']);
  });

  test('what the main branch got meanwhile has not', () => {
    const folder = checkout();
    git(folder, 'branch', 'branch');
    write(folder, 'elsewhere.ts');
    commit(folder);
    git(folder, 'switch', '--quiet', 'branch');
    expect(changedFiles(folder)).toEqual([]);
  });

  test('without a main branch, what was not committed has', () => {
    const folder = checkout();
    git(folder, 'branch', '--move', 'alone');
    write(folder, 'edited.ts');
    expect(changedFiles(folder)).toEqual(['edited.ts']);
  });
});

test('elsewhere Git cannot tell', () => {
  expect(changedFiles(temporaryFolder())).toBeNull();
});

/** On `main`, with one commit. */
function checkout(): string {
  const folder = temporaryFolder();
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  for (const name of ['edited.ts', 'removed.ts', 'same.ts']) writeFileSync(join(folder, name), '');
  commit(folder);
  return folder;
}

function write(folder: string, name: string): void {
  writeFileSync(join(folder, name), 'changed');
}

function commit(folder: string): void {
  git(folder, 'add', '--all');
  const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];
  git(folder, ...author, 'commit', '--quiet', '--no-gpg-sign', '--message', 'some');
}

function git(folder: string, ...parameters: string[]): void {
  const { status, stderr } = spawnSync('git', parameters, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
