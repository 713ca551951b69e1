// Prints what hexo-front-matter reads in each post of a JSON list, as a JSON list.
const { parse } = require("hexo-front-matter");

let input = "";
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", () => {
  const read = JSON.parse(input).map((post) => {
    try {
      const data = parse(post, {});
      delete data._content;
      if (data.date instanceof Date) data.date = { milliseconds: data.date.getTime() };
      return { keys: Object.keys(data), data };
    } catch (error) {
      return { error: String(error) };
    }
  });
  process.stdout.write(JSON.stringify(read));
});
