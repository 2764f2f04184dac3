const PRIVATE = { 'Cache-Control': 'no-store', 'Content-Type': 'text/html; charset=utf-8' };

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>The mailbox is private</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 ui-sans-serif, system-ui, sans-serif; }
body { max-width: 36rem; margin: 3rem auto; padding: 0 1.25rem; }
html { background: #fff; color: #171717; }
a { color: #0058d6; }
@media (prefers-color-scheme: dark) {
  html { background: #0a0a0a; color: #ededed; }
  a { color: #5ea5ff; }
}
</style>
<main>
<h1>The mailbox is private</h1>
<p>It shows the emails that this server would have sent, with links that change what people receive.</p>
<ul>
<li>Open the link that the server printed when it started: the line that begins with <code>mailbox:</code></li>
<li>Or run <code>npm run mailbox</code> on the server for a new link.</li>
<li>Or <a href="/mailbox?sign-in=1">sign in</a> with any name and the admin token as the password.</li>
</ul>
<p><a href="/">All markets</a></p>
</main>
</html>
`;

/** What somebody without the link sees. A browser asks for a password only after `sign-in`. */
export function privateMailbox(isSigningIn: boolean): Response {
  const challenge = isSigningIn ? 'Basic realm="mailbox", charset="UTF-8"' : 'Bearer realm="mailbox"';
  return new Response(PAGE, { status: 401, headers: { ...PRIVATE, 'WWW-Authenticate': challenge } });
}
