// How often this machine signs and verifies one credential with `@digitalbazaar/vc`, in times per second.
//
//   node bench.mjs CREDENTIAL CONTEXTS ISSUERS NOW SECONDS
//
// CREDENTIAL is signed and points to no status list. Prints {sign, verify}.
import * as vc from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {documentLoader, readJson} from './documents.mjs';

const [credentialPath, contextsPath, issuersPath, now, seconds] = process.argv.slice(2);
const signed = readJson(credentialPath);
const loader = documentLoader({contexts: readJson(contextsPath), issuers: readJson(issuersPath)});
const {proof, ...unsigned} = signed;

const pair = await Ed25519Multikey.generate();
pair.controller = `did:key:${pair.publicKeyMultibase}`;
pair.id = `${pair.controller}#${pair.publicKeyMultibase}`;

async function rate(action) {
  await action();
  let count = 0;
  const began = performance.now();
  while(performance.now() - began < seconds * 1000) {
    await action();
    count += 1;
  }
  return count / ((performance.now() - began) / 1000);
}

async function sign() {
  const suite = new DataIntegrityProof({signer: pair.signer(), cryptosuite, date: now});
  const credential = {...structuredClone(unsigned), issuer: {...unsigned.issuer, id: pair.controller}};
  await vc.issue({credential, suite, documentLoader: loader, now});
}

async function verify() {
  const suite = new DataIntegrityProof({cryptosuite});
  const result = await vc.verifyCredential({credential: signed, suite, documentLoader: loader, now});
  if(!result.verified) {
    throw result.error;
  }
}

console.log(JSON.stringify({sign: await rate(sign), verify: await rate(verify)}));
