// Prints what marked makes of each Markdown text of a JSON list, as a JSON list.
import { marked } from "marked";

let input = "";
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(input).map((text) => marked.parse(text)))));
