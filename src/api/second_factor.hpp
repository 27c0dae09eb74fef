#pragma once

#include "access/second_factors.hpp"
#include "api/call.hpp"
#include "api/route.hpp"

namespace amparo::api {

/// What a body says to prove a second factor, with what the browser keeps of a locked session.
access::FactorProof factor_proof(const Call& call, const json::Object& body);

/// The deployment as passkeys know it: its public address, or else the host the browser names.
access::PasskeySite passkey_site(const Call& call);

/// Whether whoever asks has a role that requires a second factor and has proven none.
bool owes_second_factor(const Call& call);
/// `forbidden` with `detail` second_factor for them, but for signing out, their own account, and
/// what the app needs to draw these.
Result<> check_second_factor(const Call& call);

/// Gives the browser what opens a locked session again, or takes it.
void give_lock_cookie(Call& call, const SecretText& token);
void take_lock_cookie(Call& call);

/// Their doors, and that of a passkey alone.
Routes second_factor_routes();

}  // namespace amparo::api
