/** What codecs are called by people, by the FourCCs of MP4, MOV, AVI and their kin, without case. */
const FOURCC: readonly (readonly [name: string, codes: string])[] = [
  ['H.265 (HEVC)', 'hvc1 hev1 hevc h265 x265 dvh1 dvhe hvc2 hev2'],
  ['H.264', 'avc1 avc2 avc3 avc4 h264 x264 davc vssh'],
  ['H.266 (VVC)', 'vvc1 vvi1'],
  ['H.263', 'h263 s263 u263 i263 m263 x263'],
  ['VP8', 'vp08 vp80'],
  ['VP9', 'vp09 vp90'],
  ['AV1', 'av01'],
  ['VP6', 'vp60 vp61 vp62 vp6f vp6a'],
  ['ProRes', 'apch apcn apcs apco ap4h ap4x'],
  ['ProRes RAW', 'aprn aprh'],
  ['Motion JPEG', 'jpeg mjpg mjpa mjpb avrn avdj dmb1 ijpg'],
  ['Motion JPEG 2000', 'mjp2 mj2c'],
  ['FFV1', 'ffv1'],
  ['MPEG-4 Part 2', 'mp4v xvid divx dx50 fmp4 mp4s m4s2 3iv2 blz0 fvfw sedg umsv rmp4'],
  ['MS-MPEG-4 (DivX 3)', 'div3 div4 mp43 mpg3 mp42 mpg4 mp41 ap41 col1'],
  ['MPEG-2', 'm2v1 mpg2 mp2v mmes hdv1 hdv2 hdv3 xdv1 xdv2 xdv3 mx5n mx5p'],
  ['MPEG-1', 'mpg1 mpeg m1v m1v1'],
  ['Theora', 'theo thra'],
  ['DNxHD', 'avdn avdh'],
  ['CineForm', 'cfhd'],
  ['PNG', 'png mpng'],
  ['uncompressed pictures', 'raw yuy2 yv12 i420 iyuv uyvy 2vuy v210 v308 v408 v410 dib nv12 y800 b64a'],
  ['Huffyuv', 'hfyu ffvh'],
  ['Ut Video', 'ulrg ulra uly0 uly2 ulh0 ulh2'],
  ['Lagarith', 'lags'],
  ['Cinepak', 'cvid'],
  ['Sorenson Video', 'svq1 svq3 flv1'],
  ['Indeo', 'iv31 iv32 iv41 iv50'],
  ['Windows Media Video', 'wmv1 wmv2 wmv3 wmvp wvp2'],
  ['VC-1', 'wvc1 wmva vc-1'],
  ['DV', 'dvc dvcp dvpp dvsd dv25 dv50 dvhd dvsl dv5n dv5p dvh2 dvh5 dvh6 dvhp dvhq cdvc'],
  ['Apple Animation', 'rle'],
  ['Dirac', 'drac bbcd'],
  ['TechSmith', 'tscc tsc2'],
  ['RealVideo', 'rv10 rv20 rv30 rv40'],
  ['Flash Screen Video', 'fsv1 fsv2'],
];

const BY_CODE = new Map(FOURCC.flatMap(([name, codes]) => codes.split(' ').map((code) => [code, name] as const)));

/** Matroska's own words; the beginning counts, and the first that fits. */
const MATROSKA: readonly (readonly [start: string, name: string])[] = [
  ['V_MPEG4/ISO/AVC', 'H.264'],
  ['V_MPEGH/ISO/HEVC', 'H.265 (HEVC)'],
  ['V_MPEGI/ISO/VVC', 'H.266 (VVC)'],
  ['V_MPEG4/ISO', 'MPEG-4 Part 2'],
  ['V_MPEG4/MS', 'MS-MPEG-4 (DivX 3)'],
  ['V_MPEG1', 'MPEG-1'],
  ['V_MPEG2', 'MPEG-2'],
  ['V_THEORA', 'Theora'],
  ['V_PRORES', 'ProRes'],
  ['V_FFV1', 'FFV1'],
  ['V_MJPEG', 'Motion JPEG'],
  ['V_VP8', 'VP8'],
  ['V_VP9', 'VP9'],
  ['V_AV1', 'AV1'],
  ['V_UNCOMPRESSED', 'uncompressed pictures'],
  ['V_REAL', 'RealVideo'],
  ['V_DIRAC', 'Dirac'],
  ['V_AVS', 'AVS'],
];

/** A codec's name for people. What is not known is called as the file calls it. */
export function codecName(code: string): string {
  const matroska = MATROSKA.find(([start]) => code.startsWith(start));
  if (matroska) return matroska[1];
  // a FourCC may be filled up with blanks, zeros or a size
  const plain = code.replaceAll('\0', '').trim();
  return BY_CODE.get(plain.toLowerCase()) ?? (/^[\x20-\x7e]+$/.test(plain) ? plain : 'an unknown codec');
}

/** MPEG-4's numbers for what an `mp4v` track may hold besides itself. */
export function objectTypeName(type: number): string {
  if (type >= 0x60 && type <= 0x65) return 'MPEG-2';
  const names: Readonly<Record<number, string>> = {
    0x20: 'MPEG-4 Part 2',
    0x6a: 'MPEG-1',
    0x6c: 'Motion JPEG',
    0x6d: 'PNG',
  };
  return names[type] ?? 'MPEG-4 Part 2';
}

/** Stream types of MPEG's program maps; null: no picture that is known. */
export function streamTypeName(type: number): string | null {
  const names: Readonly<Record<number, string>> = {
    0x01: 'MPEG-1',
    0x02: 'MPEG-2',
    0x10: 'MPEG-4 Part 2',
    0x1b: 'H.264',
    0x21: 'Motion JPEG 2000',
    0x24: 'H.265 (HEVC)',
    0x33: 'H.266 (VVC)',
    0x42: 'AVS',
    0xd1: 'Dirac',
    0xea: 'VC-1',
  };
  return names[type] ?? null;
}
