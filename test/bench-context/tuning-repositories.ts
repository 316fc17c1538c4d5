/** What the weights of `server/context/ranking/weights.ts` were learned from; nothing is reported on it. */
import type { Repository } from "./repositories.ts";

export const TUNING: readonly Repository[] = [
  {
    from: "npm",
    name: "rxjs",
    version: "7.8.2",
    integrity:
      "sha512-dhKf903U/PQZY6boNNtAGdWbG85WAbjT/1xYoZIC7FAY0yWapOBQVsVrDl58W86//e1VpMNBtRV4MaXfdMySFA==",
  },
  {
    from: "npm",
    name: "ethers",
    version: "6.17.0",
    integrity:
      "sha512-BpyrpIPJ3ydEVow8zGaz1DuPS7YU8DcWxuBnY9a0UA/lvAPwrMr+EPXsfrul628SRaekPNeIM4UFh/91GWZang==",
  },
  {
    from: "npm",
    name: "zod",
    version: "4.6.7",
    integrity:
      "sha512-g8W2D2kU6a8untc053fX1uVBKzM7yqAxW/3zwk83+6RyF2+SKOuV+c0wBDhUwzV1PaGapmZH+rmcUzPf+3CGwg==",
  },
  {
    from: "npm",
    name: "@tiptap/core",
    version: "3.34.0",
    integrity:
      "sha512-PwpE5MAXt586AxIO5bW2RyJ3OUXdPfG5M1M5v/LIMCkDwIgRKegx8uERlABoI6575mWqaH/P6Xm+tequJ5UUnw==",
  },
  {
    from: "npm",
    name: "ai",
    version: "6.0.326",
    integrity:
      "sha512-8l+12hhRUYQGSz7Du2svHqjhIdWv6PXEOAk/rg11TtMXR+3FOzrqm4rAHmup4V94utdPct7EWMfV9M+ncKYd8g==",
  },
  {
    from: "npm",
    name: "puppeteer-core",
    version: "24.43.1",
    integrity:
      "sha512-T5ScUMAsmhdNbgDR41AGESYeS6V9MSgetkSnVhhW+gXvzC42VesKCn5ld87gAZDJ6vLHL9GkRvY9WtQWSnwFbw==",
  },
  {
    from: "npm",
    name: "@luma.gl/core",
    version: "9.4.2",
    integrity:
      "sha512-VFol6FUSHQeYR40NrkCM/mkP5DX7aI8pcDewxI8DBjtrcP4+ZJiJwnxWZnsMBzM4RuuvmDoHkPWCxj6Ob9yo+w==",
  },
  {
    from: "npm",
    name: "@antv/g6",
    version: "5.1.1",
    integrity:
      "sha512-50bXxMUf4mChyOv4ePVeWZLwotih9VunKfp0a++Wofv/wCyY8fb9+CV2wouIBCOZnd5ydBRA4NNaX9yLJzqa2w==",
  },
  {
    from: "npm",
    name: "langium",
    version: "4.4.0",
    integrity:
      "sha512-VFIFtohpsmJeQ+LkaeuUNtyvkklecklI0FSLxFS8JfiGABE9XCpUJwYUNnLk6C2aOyk0w99tNlvd0pmbJ2AW/w==",
  },
  {
    from: "npm",
    name: "sprotty",
    version: "1.4.0",
    integrity:
      "sha512-QGZZQAM2pOa1QxJUG05Ox76RJOKuvKloT1nCkvs6SD5w/HfkcL0mjq1Om1+fb5NAalDzurrJL6agKUReST3TFw==",
  },
  {
    from: "npm",
    name: "@trpc/server",
    version: "11.25.2",
    integrity:
      "sha512-zfFwyroSYSYlsAGo7yezGM+gAhHRBD9LyVMkXyCjWM2JuhorKGzl2fBzEUjHSKTtYlJ8l6DR3LHsBHBCTmAofQ==",
  },
  {
    from: "npm",
    name: "msw",
    version: "2.15.0",
    integrity:
      "sha512-2wQAmKkQKxRuXvYJxVhPGG0wZNBQyD06oJvxqw90XqLvptdqxdlHrFUfEteKkpaNORX3Xzc+HtEl/q0nfmN2wQ==",
  },
  {
    from: "npm",
    name: "lexical",
    version: "0.53.0",
    integrity:
      "sha512-yAJJJsIkkfKVemlxC+akk1hJR+P7Zqzch+uTAJ1Wqq6H0o0TkjjaxCyaELd8M9OzWX07f9WOU6RJSyutcVewUw==",
  },
  {
    from: "npm",
    name: "@reduxjs/toolkit",
    version: "2.14.0",
    integrity:
      "sha512-m/PxMwRe0xLL6XUsAgy0YjInklHcfi9uMwFhJk+QINqjxqPvyc89T5cMjszA5bDmTE0gwGc7zr9LRO4gL+mhaw==",
  },
  {
    from: "debian",
    name: "python3-sphinx",
    version: "5.3.0-4",
    sha256: "926b09b1cb4ce93a11dc7dd83e00df770496bd308e47833e553761f854290953",
  },
  {
    from: "debian",
    name: "python3-werkzeug",
    version: "2.2.2-3+deb12u1",
    sha256: "283e2d849e93531581948b0c49ebdd3831c0a5fc22edb7bc08efd3c38ae055b8",
  },
  {
    from: "debian",
    name: "python3-twisted",
    version: "22.4.0-4+deb12u1",
    sha256: "d8194df7c9b8a524ce7d350fcb4c6a734410a2c701f2bfa8c0d3f01864f51f6a",
  },
  {
    from: "debian",
    name: "python3-scrapy",
    version: "2.8.0-2",
    sha256: "25dc7f645681f460bd8a0630729a09476b2f3cf65f153ce20011af72ad9530fc",
  },
  {
    from: "debian",
    name: "python3-docutils",
    version: "0.19+dfsg-6",
    sha256: "ada9a80195375262c50dc0acf21a00a51166fee3fc96f6ca6d20a1a27868ba2c",
  },
  {
    from: "debian",
    name: "python3-networkx",
    version: "2.8.8-1",
    sha256: "69888603d1b54696f5c3d02d05527628d2d18661d845109a62fe24aff241aa7b",
  },
  {
    from: "debian",
    name: "python3-prompt-toolkit",
    version: "3.0.36-2",
    sha256: "e77c8a46e98409dc52a7dd3b4f4c001251de3f95c28060dbbda623e4748490d4",
  },
  {
    from: "debian",
    name: "black",
    version: "23.1.0-1",
    sha256: "8f92eb116a842369cae4d56f62997d8907a8f2e26e7ccf1619f2f09699c4b44c",
  },
  {
    from: "debian",
    name: "ansible-core",
    version: "2.14.18-0+deb12u2",
    sha256: "5f80e76b962daae74535ca5a2b910678acfd9ca2d902d2a94127a59e158f7a77",
  },
  {
    from: "debian",
    name: "python3-keystone",
    version: "2:22.0.2-0+deb12u6",
    sha256: "770e5997d3e89640431d56ee2fd43cb2c09fd5920be9ceba8a002e1f31fbfc0c",
  },
];
