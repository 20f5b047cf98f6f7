/** 18552 as "18,552". Not toLocaleString, whose first call loads locale data and costs a step some 25 ms. */
export function thousands(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `37,150 bytes`, or `104.9 MB (104,857,600 bytes)` where a number alone is hard to take in. Decimal megabytes. */
export function bytesText(bytes: number): string {
  const exact = `${thousands(bytes)} bytes`;
  return bytes < 1_000_000 ? exact : `${megabytes(bytes)} (${exact})`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `0.4 s`, `12 s`, `3 min 20 s`. */
export function secondsText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const MOST_LISTED = 5;

/** `place 1818`, `places 1818, 1819 and 1820`, `places 1, 2, 3, 4, 5 and 295 more`. */
export function placesText(placeIds: readonly string[]): string {
  const [only] = placeIds;
  if (placeIds.length === 1) return `place ${only}`;
  const more = placeIds.length - MOST_LISTED;
  const shown = more > 0 ? placeIds.slice(0, MOST_LISTED) : placeIds.slice(0, -1);
  return `places ${shown.join(", ")} and ${more > 0 ? `${more} more` : placeIds.at(-1)}`;
}
