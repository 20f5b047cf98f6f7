declare module "@vercel/ncc" {
  /** What `ncc build` does on the command line; the part of its options that the build uses. */
  export default function ncc(
    input: string,
    options: { filename: string; quiet: boolean; cache: false },
  ): Promise<{ code: string; assets: Record<string, { source: Buffer | string }> }>;
}
