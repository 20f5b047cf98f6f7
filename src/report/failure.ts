/** A failure with a title, as one `::error` shows it. */
export class StepFailure extends Error {
  readonly title: string;
  constructor(title: string, message: string) {
    super(message);
    this.title = title;
  }
}
