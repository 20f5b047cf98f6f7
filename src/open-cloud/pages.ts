/** Roblox's pages that messages send people to. */
export const DASHBOARD = "Creator Dashboard → All tools → API Keys (https://create.roblox.com/dashboard/credentials)";
export const STATUS_PAGE = "https://status.roblox.com";
