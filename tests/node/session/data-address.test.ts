import { expect, it } from 'vitest';
import { dataResponse } from '../../../src/platform/download/data-address.ts';

it.each([
  ['bytes', 'data:application/octet-stream;base64,AAH+/w=='],
  ['bytes whose signs are escaped', 'data:;base64,AAH%2B/w%3D%3D'],
  ['text', 'data:application/json,{"a":[1]}'],
  ['text with its kind', 'data:text/plain;charset=utf-8,%C3%A4%ZZ%4'],
  ['nothing', 'data:,'],
  ['text before a fragment', 'data:text/plain,a#b'],
])('a data: address holds what fetch finds in it: %s', async (_what, address) => {
  const [found, fetched] = [dataResponse(address), await fetch(address)];
  expect(new Uint8Array((await found?.arrayBuffer()) ?? [255])).toEqual(new Uint8Array(await fetched.arrayBuffer()));
  expect(found?.headers.get('content-type')?.toLowerCase()).toBe(fetched.headers.get('content-type')?.toLowerCase());
});

it.each(['https://app.test/model.onnx', 'data:application/wasm;base64,%', 'data:application/wasm'])(
  'another address holds nothing by itself: %s',
  (address) => {
    expect(dataResponse(address)).toBeNull();
  },
);
