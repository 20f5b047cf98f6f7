import { checkPlace } from "./actions.js";
await checkPlace();
