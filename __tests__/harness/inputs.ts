/** How the runner hands inputs over. */
export function inputVariables(inputs: Record<string, string>): Record<string, string> {
  const variable = (name: string) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variable(name), value]));
}

/** What an action makes of inputs in this process, as the value or as the message with which it refuses them. */
export async function given<T>(inputs: Record<string, string>, read: () => T | Promise<T>): Promise<T | string> {
  const before = { ...process.env };
  const { write } = process.stdout;
  // The masks, which are for the runner.
  process.stdout.write = () => true;
  Object.assign(process.env, inputVariables(inputs));
  try {
    return await read();
  } catch (error) {
    return (error as Error).message;
  } finally {
    process.stdout.write = write;
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  }
}
