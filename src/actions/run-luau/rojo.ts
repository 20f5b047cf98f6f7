import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** A place in a file of the repository. */
export interface Location {
  /** Relative to the workspace, with slashes. */
  readonly file: string;
  readonly line?: number;
}

const PROJECT_FILE = "default.project.json";
/** What Rojo takes off a script's file name, in its order. */
const SCRIPT_FILE = /(?:\.(?:server|client|plugin|legacy|local))?\.luau?$/;
const INIT_FILE = /^init(?:\.(?:server|client|plugin|legacy|local))?\.luau?$/;
/** Deeper than anybody's tree; links of a file system can go round in circles. */
const MAX_DEPTH = 64;

interface Node {
  readonly $path?: string | { readonly optional: string };
  readonly [child: string]: unknown;
}

/**
 * Finds the file of a script by its full name in the game, such as `ServerStorage.Tests.shop.spec`, through the `$path`s
 * of the Rojo project in the workspace. Only a file that is there and the only one that fits is an answer: nothing is
 * guessed. Without a project, or with one that cannot be read, there is no answer.
 */
export function readRojoProject(workspace: string): (fullName: string) => string | undefined {
  const tree = readTree(join(workspace, PROJECT_FILE));
  // Of a model's project nobody knows where in the game it stands.
  const root =
    tree?.$className === "DataModel" ? resolvePath({ node: tree, folder: workspace }, workspace, 0) : undefined;
  const known = new Map<string, string | undefined>();
  return (fullName) => {
    if (!root || fullName === "") return undefined;
    if (!known.has(fullName)) {
      const files = new Set<string>();
      collect(root, fullName, files, 0);
      const [only] = files.size === 1 ? files : [];
      known.set(fullName, only === undefined ? undefined : inside(workspace, only));
    }
    return known.get(fullName);
  };
}

/** One instance of the game: what the project file says of it, what its `$path` leads to, or both. */
interface Place {
  readonly node?: Node | undefined;
  /** Where the node's `$path` begins. */
  readonly folder?: string;
  /** What on disk is this instance. */
  readonly path?: string;
}

/** Adds the files of all instances that the rest of a full name can mean: a name may hold dots itself. */
function collect(place: Place, rest: string, files: Set<string>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const [name, child] of childrenOf(place, rest, depth)) {
    if (name === rest) {
      const file = scriptOf(child);
      if (file !== undefined) files.add(file);
    } else collect(child, rest.slice(name.length + 1), files, depth + 1);
  }
}

/** The children whose name the rest of a full name can begin with. */
function childrenOf({ node, folder = "", path }: Place, rest: string, depth: number): [string, Place][] {
  const fits = (name: string) => rest === name || rest.startsWith(`${name}.`);
  const declared = Object.entries(node ?? {})
    .filter(([name, child]) => !name.startsWith("$") && isNode(child) && fits(name))
    .map(([name, child]): [string, Place] => [name, resolvePath({ node: child as Node, folder }, folder, depth)]);
  const onDisk = path === undefined ? [] : entriesOf(path, depth).filter(([name]) => fits(name));
  return [...declared, ...onDisk];
}

/** Follows a node's `$path`: to a file, a folder, or another project, whose tree then stands in the node's stead. */
function resolvePath(place: Place, folder: string, depth: number): Place {
  const { $path } = place.node ?? {};
  const given = typeof $path === "object" ? $path?.optional : $path;
  return typeof given === "string" ? { ...place, ...onDisk(resolve(folder, given), depth + 1) } : place;
}

function onDisk(path: string, depth: number): Place {
  const project = path.endsWith(".project.json") ? path : join(path, PROJECT_FILE);
  // A project can lead back to itself.
  const node = depth > MAX_DEPTH ? undefined : readTree(project);
  return node ? resolvePath({ node, folder: dirname(project) }, dirname(project), depth) : { path };
}

/** What a folder holds, by the names that Rojo gives it. */
function entriesOf(path: string, depth: number): [string, Place][] {
  try {
    if (!statSync(path).isDirectory()) return [];
    return readdirSync(path).flatMap((entry): [string, Place][] => {
      const full = join(path, entry);
      if (INIT_FILE.test(entry)) return [];
      if (SCRIPT_FILE.test(entry)) return [[entry.replace(SCRIPT_FILE, ""), { path: full }]];
      if (entry.endsWith(".project.json") && entry !== PROJECT_FILE) {
        return [[entry.replace(/\.project\.json$/, ""), onDisk(full, depth)]];
      }
      return statSync(full).isDirectory() ? [[entry, onDisk(full, depth)]] : [];
    });
  } catch {
    return [];
  }
}

/** The script's file: itself, or the `init` file of a folder. */
function scriptOf({ path }: Place): string | undefined {
  if (path === undefined) return undefined;
  try {
    if (statSync(path).isFile()) return SCRIPT_FILE.test(basename(path)) ? path : undefined;
    const [only, another] = readdirSync(path).filter((entry) => INIT_FILE.test(entry));
    return only !== undefined && another === undefined ? join(path, only) : undefined;
  } catch {
    return undefined;
  }
}

function readTree(project: string): Node | undefined {
  try {
    const { tree } = JSON.parse(readFileSync(project, "utf8"));
    return isNode(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The path from the workspace; undefined for what lies outside it, also behind a link. */
function inside(workspace: string, file: string): string | undefined {
  const path = relative(realpathSync(workspace), realpathSync(file));
  return path.startsWith("..") || isAbsolute(path) ? undefined : path.split(sep).join("/");
}
