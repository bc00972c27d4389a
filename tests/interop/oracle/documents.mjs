// Documents that the other implementation may read: contexts handed in by the caller, keys of known issuers,
// status lists. Nothing is ever fetched.
import {readFileSync} from 'node:fs';

const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1';

export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function documentLoader({contexts, issuers = {}, others = {}}) {
  return async url => {
    const document = contexts[url] ?? others[url] ?? controllerOrKey(url, issuers);
    if(document === undefined) {
      throw new Error(`not at hand: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document};
  };
}

function controllerOrKey(url, issuers) {
  const [did, fragment] = url.split('#');
  const controller = issuers[did] ?? didKeyDocument(did);
  if(controller === undefined || fragment === undefined) {
    return controller;
  }
  const method = controller.verificationMethod.find(({id}) => id === url);
  return method && {'@context': MULTIKEY_CONTEXT, ...method};
}

function didKeyDocument(did) {
  if(!did.startsWith('did:key:')) {
    return undefined;
  }
  const publicKeyMultibase = did.slice('did:key:'.length);
  const id = `${did}#${publicKeyMultibase}`;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', MULTIKEY_CONTEXT],
    id: did,
    verificationMethod: [{id, type: 'Multikey', controller: did, publicKeyMultibase}],
    assertionMethod: [id]
  };
}
