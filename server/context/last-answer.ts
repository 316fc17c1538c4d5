/** One keystroke after another mostly asks the same as the one before: what was answered last is not worked out again. */

export function lastAnswer<Asked extends readonly unknown[], Answer>(
  work: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | undefined;
  return (...asked) => {
    if (!last?.asked.every((one, at) => one === asked[at])) last = { asked, answer: work(...asked) };
    return last.answer;
  };
}
