// Stands, in the tests that Node runs, for the loader of the parts: the splitter has not been there, and no test
// shows a screen that would have to be fetched.
module.exports = new Proxy({}, {
  get: (_, name) => () => {
    throw new Error(`${String(name)}: the page is not split in tests`);
  },
});
