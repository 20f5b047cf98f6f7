import { start } from "./actions.js";
await start("run-luau");
