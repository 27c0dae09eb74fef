#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace amparo::access {

/// What a challenge was given for: a proof for one thing is none for another.
enum class PasskeyUse { registration, second_factor, sign_in };

/// As long as somebody may look for their key.
inline constexpr std::chrono::minutes passkey_challenge_life{5};

/// A new challenge, as base64url. `whose`: the user name it is for, or empty when it is not known
/// yet who signs in.
Result<std::string> give_challenge(store::Database& database, PasskeyUse use,
                                   std::string_view whose);
/// Whether the challenge was given for that, not long ago. It is used up either way.
Result<bool> take_challenge(store::Database& database, PasskeyUse use, std::string_view whose,
                            std::string_view challenge);

}  // namespace amparo::access
