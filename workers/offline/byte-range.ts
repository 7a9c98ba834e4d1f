/** RFC 9110, 14.2: one range of bytes; any other request gets the whole. */
export async function partOf(whole: Response, range: string): Promise<Response> {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (from === '' && to === '') return whole;
  const film = await whole.blob();
  const begin = from === '' ? Math.max(0, film.size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? film.size : Math.min(film.size, Number(to) + 1);
  const headers = new Headers(whole.headers);
  if (begin >= end) {
    headers.set('Content-Range', `bytes */${film.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${begin}-${end - 1}/${film.size}`);
  headers.set('Content-Length', String(end - begin));
  return new Response(film.slice(begin, end, film.type), { status: 206, headers });
}
