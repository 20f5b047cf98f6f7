import { start } from "./actions.js";
await start("publish-message");
