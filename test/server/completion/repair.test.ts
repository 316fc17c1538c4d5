import { expect, test } from "vitest";

import { repairEnd, repairStart } from "../../../server/completion/suggestion/repair.ts";
import { placeIn } from "../../support/marked-text.ts";

function check(marked: string, answer: string, expected: string) {
  test(`${JSON.stringify(marked)} + ${JSON.stringify(answer)} → ${JSON.stringify(expected)}`, () => {
    const place = placeIn(marked);
    expect(repairEnd(repairStart(answer, place), place)).toBe(expected);
  });
}

check("x = ▮", "1", "1");
check("x = ▮", " 1", "1");
check("x =▮", " 1", " 1");
check("    ▮", "    x", "x");
check("x = ▮", "1  \n", "1");
check("for ▮ in items:", "i", "i");
check("from ▮ import x", "pi", "pi");
check("if ▮ and ready:", "data", "data");
check("const a = ▮ as string;", "data", "data");
check("foo(▮, bar)", "a, b", "a, b");
check("foo(▮, bar)", "a, bar", "a");
check("return ▮;", "a;", "a");
check("f() {\n\t▮\n}", "\treturn 1;", "return 1;");
check("  ▮", "    x", "  x");
check("    ▮", "  x", "  x");
check("foo(▮)", "a, b)", "a, b");
check("foo(▮);", "a, b);", "a, b");
check("foo(▮)", "g(x)", "g(x)");
check("foo(▮)", "g(x))", "g(x)");
check("foo(▮, b)", "a, b)", "a");
check("[▮]", "xs[0]]", "xs[0]");
check('print("▮")', 'hello")', "hello");
check("if (x) {▮}", "\n  y();\n}", "\n  y();\n");
check("a\r\nb▮\r\n", "c\nd", "c\r\nd");
check("a\r\nb▮\r\n", "c\r\nd", "c\r\nd");
check("a\nb▮\n", "c\r\nd\r", "c\nd");
