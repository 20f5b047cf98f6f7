export function isZlibAtWork(): boolean;
