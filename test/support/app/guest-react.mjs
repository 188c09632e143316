/** What tests of the guest page find as `react`: the Preact that it is built with, and the means to wait for it. */
export * from 'preact/compat';
export { act } from 'preact/test-utils';
