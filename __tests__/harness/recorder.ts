/** Preloaded into a child process (`node --import`): writes down which inputs it reads and which modules it loads. */
import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

const into = process.env.RECORD_FILE ?? "";
const inputs = new Set<string>();
const modules = new Set<string>();

process.env = new Proxy(process.env, {
  get(environment, name) {
    if (String(name).startsWith("INPUT_")) inputs.add(String(name));
    return Reflect.get(environment, name);
  },
});
registerHooks({
  load(url, context, next) {
    modules.add(url);
    return next(url, context);
  },
});
process.on("exit", () => writeFileSync(into, JSON.stringify({ inputs: [...inputs], modules: [...modules] })));
