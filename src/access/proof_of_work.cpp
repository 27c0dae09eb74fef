#include "access/proof_of_work.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view used_kind = "proof_of_work";
constexpr std::string_view version = "1";
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t challenge_bytes_max = 200;
constexpr std::size_t seed_digits = 32;

std::unexpected<Error> not_proven(const char* why) {
    return refuse(Errc::invalid, "errors.api.user.invalid_captcha", why);
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

/// The parts of a challenge: "<version>.<bits>.<until>.<salt>.<signature>".
struct Parts {
    std::string_view is_signed;
    std::string_view signature;
    int bits = 0;
    Instant until{};
};

std::optional<Parts> parts_of(std::string_view challenge) {
    if (challenge.size() > challenge_bytes_max) return std::nullopt;
    const auto pieces = text::split(challenge, '.');
    if (pieces.size() != 5 || pieces[0] != version) return std::nullopt;
    Parts parts;
    parts.signature = pieces[4];
    parts.is_signed = challenge.substr(0, challenge.size() - pieces[4].size() - 1);
    std::int64_t until = 0;
    if (!read_number(pieces[1], parts.bits) || !read_number(pieces[2], until)) return std::nullopt;
    parts.until = Instant(std::chrono::milliseconds(until));
    return parts;
}

}  // namespace

std::string work_message(std::string_view challenge, std::size_t round, std::uint64_t answer) {
    auto message = crypto::hex(crypto::sha256(challenge)).substr(0, seed_digits);
    message += ':';
    message += std::to_string(round);
    message += ':';
    message += std::to_string(answer);
    return message;
}

bool has_leading_zeros(std::string_view message, int bits) {
    const auto digest = crypto::sha256(message);
    int left = bits;
    for (const auto byte : digest) {
        if (left <= 0) return true;
        const int looked_at = std::min(left, 8);
        if ((byte >> (8 - looked_at)) != 0) return false;
        left -= looked_at;
    }
    return left <= 0;
}

ProofOfWork::ProofOfWork(store::Database& database, int bits)
    : database_(database), bits_(bits), key_(database.keys().derived("proofs of work").reveal()) {
    AMPARO_REQUIRE(bits >= 0 && bits <= work_bits_max);
}

std::string ProofOfWork::signature_of(std::string_view text) const {
    return crypto::hex(crypto::hmac_sha256(key_, text));
}

WorkChallenge ProofOfWork::issue() {
    const auto until = ticks(database_.clock().now() + work_life);
    auto text = std::string(version) + '.' + std::to_string(bits_) + '.' + std::to_string(until) +
                '.' + crypto::random_token(database_.random(), salt_bytes);
    const auto signature = signature_of(text);
    return {.text = text + '.' + signature, .bits = bits_};
}

Result<> ProofOfWork::redeem(const std::string& challenge,
                             const std::vector<std::uint64_t>& answers) {
    const auto parts = parts_of(challenge);
    if (!parts) return not_proven("challenge");
    if (!crypto::equal_constant_time(signature_of(parts->is_signed), parts->signature))
        return not_proven("signature");
    const auto now = database_.clock().now();
    if (now >= parts->until) return not_proven("too old");
    if (answers.size() != work_rounds) return not_proven("answers");
    for (std::size_t round = 0; round < answers.size(); ++round) {
        if (!has_leading_zeros(work_message(challenge, round, answers[round]), parts->bits))
            return not_proven("answer");
    }
    const store::VolatileRow used{.kind = std::string(used_kind),
                                  .key_hash = crypto::hex(crypto::sha256(challenge)),
                                  .updated_at = now,
                                  .expires_at = parts->until};
    const auto kept = database_.write(
        [&](store::Transaction& transaction) { return store::insert_volatile(transaction, used); });
    if (!kept && kept.error().code == Errc::conflict) return not_proven("used before");
    return kept;
}

}  // namespace amparo::access
