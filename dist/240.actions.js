export const id = 240;
export const ids = [240];
export const modules = {

/***/ 7178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _place_file_inspect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6025);


const USAGE = `Usage: check-place [--json] FILE…

Says whether each file is a whole Roblox place, as the publish action would find it, and what is in it.

  --json      print an array of {file, verdict, errors, warnings, notices, sha256, bytes, place}
  -h, --help  print this

Exit status: 0 if no file is refused, 1 if one is, 2 if the command itself is wrong.
`;
const LABELS = { refusal: "error", warning: "warning", notice: "notice" };
/** The file check at a terminal. */
async function run() {
    process.exitCode = await checkPlace(process.argv.slice(2));
}
async function checkPlace(args) {
    let files;
    let json;
    try {
        const { positionals, values } = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({
            args,
            allowPositionals: true,
            options: { json: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
        });
        if (values.help) {
            process.stdout.write(USAGE);
            return 0;
        }
        if (positionals.length === 0)
            throw new Error("No file is named.");
        files = positionals;
        json = values.json;
    }
    catch (error) {
        process.stderr.write(`check-place: ${error.message}\n\n${USAGE}`);
        return 2;
    }
    const inspections = [];
    for (const file of files) {
        const inspection = await (0,_place_file_inspect_js__WEBPACK_IMPORTED_MODULE_1__/* .inspectPlaceFile */ .Y9)(file, "strict");
        inspections.push(inspection);
        if (!json)
            process.stdout.write(`${inspections.length > 1 ? "\n" : ""}${block(inspection)}\n`);
    }
    if (json)
        process.stdout.write(`${JSON.stringify(inspections.map(report), undefined, 2)}\n`);
    return inspections.some(_place_file_inspect_js__WEBPACK_IMPORTED_MODULE_1__/* .isRefused */ .H0) ? 1 : 0;
}
function verdict(inspection) {
    if ((0,_place_file_inspect_js__WEBPACK_IMPORTED_MODULE_1__/* .isRefused */ .H0)(inspection))
        return "refuse";
    return inspection.findings.some(({ severity }) => severity === "warning") ? "warn" : "accept";
}
function block(inspection) {
    const { path, bytes, sha256, findings, place } = inspection;
    return [
        `${path}: ${verdict(inspection)}`,
        ...findings.map(({ severity, code, message }) => `  ${LABELS[severity]} (${code}): ${message}`),
        ...(place ? (0,_place_file_inspect_js__WEBPACK_IMPORTED_MODULE_1__/* .describePlace */ .df)(place, bytes).map((line) => `  ${line}`) : []),
        ...(sha256 ? [`  sha256: ${sha256}`] : []),
    ].join("\n");
}
function report(inspection) {
    const { path, bytes, sha256, findings, place } = inspection;
    const of = (wanted) => findings
        .filter(({ severity }) => severity === wanted)
        .map(({ code, title, message }) => ({ code, title, message }));
    return {
        file: path,
        verdict: verdict(inspection),
        errors: of("refusal"),
        warnings: of("warning"),
        notices: of("notice"),
        sha256,
        bytes,
        place,
    };
}


/***/ }),

/***/ 6647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ secondsText),
/* harmony export */   i3: () => (/* binding */ placesText),
/* harmony export */   ix: () => (/* binding */ megabytes),
/* harmony export */   oh: () => (/* binding */ thousands),
/* harmony export */   pV: () => (/* binding */ bytesText)
/* harmony export */ });
/** 18552 as "18,552". Not toLocaleString, whose first call loads locale data and costs a step some 25 ms. */
function thousands(n) {
    return String(n).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
/** `37,150 bytes`, or `104.9 MB (104,857,600 bytes)` where a number alone is hard to take in. Decimal megabytes. */
function bytesText(bytes) {
    const exact = `${thousands(bytes)} bytes`;
    return bytes < 1_000_000 ? exact : `${megabytes(bytes)} (${exact})`;
}
function megabytes(bytes) {
    return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
/** `0.4 s`, `12 s`, `3 min 20 s`. */
function secondsText(seconds) {
    if (seconds < 10)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
const MOST_LISTED = 5;
/** `place 1818`, `places 1818, 1819 and 1820`, `places 1, 2, 3, 4, 5 and 295 more`. */
function placesText(placeIds) {
    const [only] = placeIds;
    if (placeIds.length === 1)
        return `place ${only}`;
    const more = placeIds.length - MOST_LISTED;
    const shown = more > 0 ? placeIds.slice(0, MOST_LISTED) : placeIds.slice(0, -1);
    return `places ${shown.join(", ")} and ${more > 0 ? `${more} more` : placeIds.at(-1)}`;
}


/***/ })

};
