// Verifies a bundle of exported credentials with software that nobody of Waypost wrote.
//
//   node verify.mjs BUNDLE CONTEXTS NOW
//
// BUNDLE holds credentials/*.json, jwt/*.jwt, issuers/index.json (DID to DID document) and status/*.json.
// CONTEXTS is a JSON file: address to context document. NOW is an ISO 8601 instant.
// Prints a JSON list: {name, verified, revoked, problem}.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {compactVerify, decodeProtectedHeader, importJWK} from 'jose';
import {documentLoader, readJson} from './documents.mjs';

const [bundle, contextsPath, now] = process.argv.slice(2);
const issuers = readJson(join(bundle, 'issuers', 'index.json'));
const lists = Object.fromEntries(
  files('status', '.json').map(path => readJson(join(bundle, path))).map(list => [list.id, list]));
const loader = documentLoader({contexts: readJson(contextsPath), issuers, others: lists});
const suite = new DataIntegrityProof({cryptosuite});

function files(folder, ending) {
  const path = join(bundle, folder);
  const names = existsSync(path) ? readdirSync(path) : [];
  return names.filter(name => name.endsWith(ending)).sort().map(name => join(folder, name));
}

function problemOf({error}) {
  const found = error?.errors?.[0] ?? error;
  return found ? `${found.name}: ${found.message}`.slice(0, 400) : '';
}

async function statusOf(options) {
  for(const {statusListCredential} of [options.credential.credentialStatus].flat()) {
    const list = lists[statusListCredential];
    const result = await vc.verifyCredential({credential: list, suite, documentLoader: loader, now});
    if(!result.verified) {
      return result;
    }
  }
  // The list was verified above, at the instant that the caller named.
  return checkStatus({...options, verifyBitstringStatusListCredential: false});
}

async function verifyJson(name) {
  const credential = readJson(join(bundle, name));
  const result = await vc.verifyCredential(
    {credential, suite, documentLoader: loader, checkStatus: statusOf, now});
  const revoked = (result.statusResult?.results ?? []).some(({status}) => status);
  const problem = problemOf(result) || problemOf(result.statusResult ?? {});
  return {name, verified: result.verified, revoked, problem};
}

async function verifyJwt(name) {
  const token = readFileSync(join(bundle, name), 'utf8').trim();
  try {
    const {kid, alg} = decodeProtectedHeader(token);
    const controller = issuers[kid.split('#')[0]];
    const method = controller.verificationMethod.find(({id}) => id === kid);
    const allowed = controller.assertionMethod.includes(kid);
    const {payload} = await compactVerify(token, await importJWK(method.publicKeyJwk, alg));
    const verified = allowed && JSON.parse(Buffer.from(payload)).issuer.id === controller.id;
    return {name, verified, revoked: false, problem: verified ? '' : 'the key is not the issuer\'s'};
  } catch(error) {
    return {name, verified: false, revoked: false, problem: problemOf({error})};
  }
}

const results = [];
for(const name of files('credentials', '.json')) {
  results.push(await verifyJson(name));
}
for(const name of files('jwt', '.jwt')) {
  results.push(await verifyJwt(name));
}
console.log(JSON.stringify(results));
