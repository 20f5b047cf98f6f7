export const id = 417;
export const ids = [417];
export const modules = {

/***/ 7178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _place_file_inspect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(863);
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1297);



const USAGE = `Usage: check-place [--json] FILE…

Says whether each file is a whole Roblox place, as the publish action would find it, and what is in it.

  --json      print an array of {file, verdict, errors, warnings, notices, sha256, bytes, place}
  -h, --help  print this

Exit status: 0 if no file is refused, 1 if one is, 2 if the command itself is wrong.
`;
const LABELS = { refusal: "error", warning: "warning", notice: "notice" };
async function run() {
    process.stdout.on("error", (error) => {
        if (error.code !== "EPIPE")
            throw error;
    });
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
        process.stderr.write(`check-place: ${(0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .harmless */ .I)(error.message, 1000)}\n\n${USAGE}`);
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
        `${(0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .harmless */ .I)(path, 1000)}: ${verdict(inspection)}`,
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

/***/ 3144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ NotAFileError),
/* harmony export */   q: () => (/* binding */ openRegularFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);


class NotAFileError extends Error {
}
async function openRegularFile(path) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path)).isFile()) {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
        if ((await file.stat()).isFile())
            return file;
        await file.close();
    }
    throw new NotAFileError("not a regular file");
}


/***/ }),

/***/ 4703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ sentence),
/* harmony export */   l: () => (/* binding */ capitalized)
/* harmony export */ });
function capitalized(text) {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
function sentence(words) {
    return `${capitalized(words)}.`;
}


/***/ })

};
