import * as v from 'valibot';

export const Name = v.pipe(v.string(), v.minLength(1));
export const Colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'is not a colour such as "#20242c"'));
export const Layout = v.picklist(['NCHW', 'NHWC']);
/** What a model's file is written in, by the ending that such files have. */
export const Format = v.pipe(v.string(), v.regex(/^[a-z][a-z\d]*$/, 'is not a format such as "onnx"'));
