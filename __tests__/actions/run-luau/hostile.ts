/** What a game may put into the names and messages of its tests. */
export const HOSTILE = [
  "a|b | c \\| d",
  "`x` ``y`` ```z",
  "<img src=x onerror=alert(1)></td></details>",
  "<!-- <![CDATA[ ]]> -->",
  "&lt; &amp; &#0; &undefined;",
  "[click](https://evil.test) ![shot](https://evil.test/a.png)",
  "@everyone #12 team/game#12 www.evil.test :rocket: $$x^2$$",
  "**bold** __bold__ ~~gone~~",
  "::error::x",
  "##[error]x",
  "x\n::set-output name=a::b\n::add-mask::x",
  "x\r::stop-commands::y",
  "\u001b[31mred\u001b[0m \u0000\u0008\u000b\ufffe\uffff\ud800",
  "\u202etxet",
  '" onclick="x',
  "'; x='",
];
