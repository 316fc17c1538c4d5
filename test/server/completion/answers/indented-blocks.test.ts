/** Where indentation alone says what a block is: the line that opens one goes on with it, and a branch stands where it belongs. */
import { answersIn } from "../../../support/answers.ts";

const py = answersIn("python");
const yaml = answersIn("yaml");
const make = answersIn("makefile");

// The line goes on with its block.
py(
  "def ▮",
  "add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b",
  "def add(a, b):\n    return a + b",
);
py("def ▮", "def add(a, b):\n    return a + b", "def add(a, b):\n    return a + b");
py("def ▮():\n    pass\n", "add", "def add():\n    pass\n");
py("def add(▮):\n    return a + b\n", "a, b):\n    return a + b", "def add(a, b):\n    return a + b\n");
py("def add(▮):\n    return a + b\n", "a, b", "def add(a, b):\n    return a + b\n");
py("if x > 1:\n    y = 1\nelse▮", ":\n    y = 2\n", "if x > 1:\n    y = 1\nelse:\n    y = 2");
py(
  "if x > 1:\n    y = 1\nelif ▮",
  "x > 0:\n    y = 3\nelse:\n    y = 2",
  "if x > 1:\n    y = 1\nelif x > 0:\n    y = 3\nelse:\n    y = 2",
);
py(
  "if x > 1:\n    y = 1\nelif ▮:\n    y = 3\n",
  "x > 0:\n    y = 3",
  "if x > 1:\n    y = 1\nelif x > 0:\n    y = 3\n",
);
py(
  "try:\n    go()\nexcept ▮:\n    pass\n",
  "ValueError:\n    pass",
  "try:\n    go()\nexcept ValueError:\n    pass\n",
);
py(
  "try:\n    go()\nexcept ▮",
  "ValueError as e:\n    print(e)\n\ndone()",
  "try:\n    go()\nexcept ValueError as e:\n    print(e)",
);
py(
  "try:\n    ▮\nexcept ValueError:\n    pass\n",
  "go()\nexcept ValueError:\n    pass",
  "try:\n    go()\nexcept ValueError:\n    pass\n",
);
py("for x in ▮:\n    print(x)\n", "range(10):\n    print(x)", "for x in range(10):\n    print(x)\n");
py("for x in ▮", "range(10):\n    print(x)\n", "for x in range(10):\n    print(x)");
py("for x in xs▮", ":\n    print(x)\nprint('done')", "for x in xs:\n    print(x)");
py(
  "match x:\n    case ▮",
  "1:\n        return 1\n    case _:\n        return 0",
  "match x:\n    case 1:\n        return 1",
);
py("if __name__ == ▮", '"__main__":\n    main()\n', 'if __name__ == "__main__":\n    main()');
py("for x in ▮\n    print(x)\n", "xs:\n    y()", "for x in xs:\n    print(x)\n");
py("# if ▮", "there are none:\n    x()", "# if there are none:");
yaml("on▮", ":\n  push:\n    branches: [main]\njobs:", "on:\n  push:\n    branches: [main]");
make("build▮", ": main.go\n\tgo build\n\ntest:", "build: main.go\n\tgo build");

// Where the block's line is at its end, but not the answer's beginning.
py("def add(a, b):\n    ▮\n", "\n    return a + b", "def add(a, b):\n    return a + b\n");
py("def add(a, b):▮\n", "\n    return a + b", "def add(a, b):\n    return a + b\n");
py("def add(a, b):▮\n", "\n    return a + b\n\nprint(add(1, 2))\n", "def add(a, b):\n    return a + b\n");
py("def add(a, b):▮\n", "    return a + b", "def add(a, b):\n    return a + b\n");
py("def add(a, b):\n▮\n", "return a + b", "def add(a, b):\n    return a + b\n");
py(
  "def add(a, b):\n\t▮\n",
  "if a:\n    return b\nreturn a",
  "def add(a, b):\n\tif a:\n\t\treturn b\n\treturn a\n",
);
py(
  "def add(a, b):\n\t▮\n",
  "    if a:\n        return b\n    return a",
  "def add(a, b):\n\tif a:\n\t\treturn b\n\treturn a\n",
);

// Branches.
py(
  "if x > 1:\n    y = 1\n▮",
  "else:\n    y = 2\nprint(y)",
  "if x > 1:\n    y = 1\nelse:\n    y = 2\nprint(y)",
);
py(
  "def f(x):\n    if x > 1:\n        y = 1\n    ▮\n",
  "else:\n        y = 2\n    return y",
  "def f(x):\n    if x > 1:\n        y = 1\n    else:\n        y = 2\n    return y\n",
);
py(
  "def f(x):\n    if x > 1:\n        y = 1\n        ▮\n",
  "else:\n        y = 2\n    return y",
  "nothing: empty",
);
py(
  "def f(x):\n    if x > 1:\n        y = 1\n        ▮\n",
  "    else:\n        y = 2\n    return y",
  "nothing: empty",
);
py(
  "try:\n    go()\n▮",
  "except ValueError as e:\n    print(e)\nfinally:\n    stop()\n",
  "try:\n    go()\nexcept ValueError as e:\n    print(e)\nfinally:\n    stop()",
);
py(
  "def f(x):\n    if x:\n        y = 1\n▮",
  "else:\n        y = 2\n    return y",
  "def f(x):\n    if x:\n        y = 1\n    else:\n        y = 2\n    return y",
);
py("if x:\n    ▮", "else:\n    y = 2", "nothing: empty");
py(
  "for x in xs:\n    try:\n        go()\n    ▮",
  "except ValueError:\n        pass",
  "for x in xs:\n    try:\n        go()\n    except ValueError:\n        pass",
);
