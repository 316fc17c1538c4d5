/**
 * Real code to measure on, pinned. What the weights were learned from is never reported on: the figures are those of
 * repositories on which no weight was trained; their results were looked at while the retrieval was made.
 */

export type Repository =
  | { readonly from: "npm"; readonly name: string; readonly version: string; readonly integrity: string }
  | { readonly from: "debian"; readonly name: string; readonly version: string; readonly sha256: string };

export const REPORTED: readonly Repository[] = [
  {
    from: "npm",
    name: "maplibre-gl",
    version: "6.17.0",
    integrity:
      "sha512-2chIZwpLGenoUQOcnm9Pk4SLbA8ppNFq8jlpXiq9vcYm3Y1wJ3fc82FL0GLwBaPYJCLzPv/mC46KEupVov75rQ==",
  },
  {
    from: "npm",
    name: "@theia/core",
    version: "1.75.0",
    integrity:
      "sha512-ywAQmsCuwKgf3+HId8/ic4WEzftNoukxVpFJXeVgJj64Ze16A0ixyFdmBTyjfngol4PLjs27Bx2/nk/eJYuuYg==",
  },
  {
    from: "npm",
    name: "@antv/g2",
    version: "5.4.8",
    integrity:
      "sha512-IvgIpwmT4M5/QAd3Mn2WiHIDeBqFJ4WA2gcZhRRSZuZ2KmgCqZWZwwIT0hc+kIGxwYeDoCQqf//t6FMVu3ryBg==",
  },
  {
    from: "npm",
    name: "@blocknote/core",
    version: "0.55.0",
    integrity:
      "sha512-QRRnOuVDrt0pPwaCXQ/dc4gxQ3KEGkBC8Hh4hyl4lxOU+5TMLNKKX9gZgeGkq7WKVK2EZbnPea6pcx25aS5SGA==",
  },
  {
    from: "npm",
    name: "mobx",
    version: "7.1.3",
    integrity:
      "sha512-H2NcS5ylMsqYn7v4WpSdzv5YWPmw5XTV6pG2NvY0qYbh95FXbswZJ7pn7wU0rOtUvRzk+3t4AOX2eircoN+vBg==",
  },
  {
    from: "npm",
    name: "@eclipse-glsp/client",
    version: "2.8.0",
    integrity:
      "sha512-dR3mQ3jMUIxMic0Bd8cxg6POeMM8o2i7XVDMTP8gxcsdezk2YipHQRYYQ6YDyk3UPqxoBhwyD0a14qFqTJDYIQ==",
  },
  {
    from: "debian",
    name: "python3-django",
    version: "3:3.2.25-0+deb12u7",
    sha256: "9ad8ed29d9026207970777e194f658c39b3a7a96a932967f043503fc25bdc319",
  },
  {
    from: "debian",
    name: "python3-sqlalchemy",
    version: "1.4.46+ds1-1",
    sha256: "141f3ed680b5de944c82aff900b1aeb4909a5d17ee0ddd3d697e250b5f765468",
  },
  {
    from: "debian",
    name: "buildbot",
    version: "3.7.0-2",
    sha256: "7f19c3a135c51910693acf113f5249bae50aa662b75e204ed2f563b2fb8a5a91",
  },
  {
    from: "debian",
    name: "mitmproxy",
    version: "8.1.1-2",
    sha256: "2f7a9ec0b8f3512587b45fa4338f743ce32b3165c1ace01667eb3c2bcaa7d223",
  },
  {
    from: "debian",
    name: "python3-celery",
    version: "5.2.6-5",
    sha256: "511b43f8d3fb8ddda852e87f74eb122cfc958bd0d5ede7b8165b00ef60ebdecc",
  },
  {
    from: "debian",
    name: "python3-mypy",
    version: "1.0.1-1",
    sha256: "a435e40f061d0637a17c1641d67bb0e90d2acd3556f83bd539ab767ea57d2f7c",
  },
  {
    from: "debian",
    name: "yt-dlp",
    version: "2023.03.04-1",
    sha256: "f3fec8f9041a2d346bf13304780baa767ab2d2cf3a1e5c84229a51c21a3cb7e5",
  },
];

/** Its interface for programs, which later ones do not have. */
export const COMPILER = {
  name: "typescript",
  version: "5.9.3",
  integrity:
    "sha512-jl1vZzPDinLr9eUt3J/t7V6FgNEw9QjvBPdysz9KfQDD41fQrC2Y4vKQdiaUpFT4bXlb1RHhLpp8wtm6M5TgSw==",
};
