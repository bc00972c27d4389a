// Says in one sentence what to do when the browser gives no passkey (allauth's script would only log it).
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const notice = document.getElementById("passkey_trouble");
  const isNumber = /^[0-9.]+$|^\[/.test(location.hostname);
  notice.querySelector("p").textContent = isNumber
    ? `Passkeys need a name in the address: open this page at ${location.protocol}//localhost:${location.port}/ and try again.`
    : "Your browser gave no passkey. Try again, or use another way.";
  notice.hidden = false;
});
