#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

/// Something for a browser to work out before the server does something for a stranger: it costs
/// a person a second or two and a machine that tries thousands of times a great deal, and tells
/// nobody else who came (decisions/0030).
namespace amparo::access {

/// How long a challenge may be worked on; slow phones and pauses have room in it.
inline constexpr std::chrono::minutes work_life{20};
/// Several small pieces instead of one: how long it takes varies less, and there is progress.
inline constexpr std::size_t work_rounds = 16;
/// Harder ones would keep a cheap phone busy for minutes.
inline constexpr int work_bits_max = 22;

/// What a browser is given.
struct WorkChallenge {
    std::string text;  // signed; the browser gives it back as it is
    int bits = 0;      // zero bits that each digest must begin with
};

/// The message whose SHA-256 must begin with `bits` zero bits, for the round and an answer:
/// "<32 hexadecimal digits of the challenge's SHA-256>:<round>:<answer>", one block of SHA-256.
std::string work_message(std::string_view challenge, std::size_t round, std::uint64_t answer);
/// Whether the digest of the message begins with that many zero bits.
bool has_leading_zeros(std::string_view message, int bits);

/// Makes challenges and checks what was worked out. Keeps nothing but those used. Thread-safe.
class ProofOfWork {
  public:
    ProofOfWork(store::Database& database, int bits);

    /// A new one, which is good for nothing until somebody worked on it.
    WorkChallenge issue();
    /// Uses a challenge up. `invalid` when it is not ours, too old, used before, or an answer is
    /// wrong.
    Result<> redeem(const std::string& challenge, const std::vector<std::uint64_t>& answers);

  private:
    std::string signature_of(std::string_view text) const;

    store::Database& database_;
    int bits_;
    std::string key_;
};

}  // namespace amparo::access
