#include "store/key_ring.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.hpp"
#include "store/detail/file.hpp"

namespace amparo::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t id_bytes = 8;
constexpr std::size_t file_bytes_max = 1U << 20;

std::unexpected<Error> malformed() {
    return refuse(Errc::invalid, "errors.key_ring.malformed");
}

std::string new_key_id(Random& random) {
    std::string id(id_bytes, '\0');
    random.fill(std::as_writable_bytes(std::span(id)));
    return crypto::hex(id);
}

// The keys open every record: a file that others can read is treated as given away.
Result<> check_private(const fs::path& file) {
    struct stat state {};
    if (::stat(file.c_str(), &state) != 0) {
        return refuse(Errc::not_found, "errors.key_ring.missing");
    }
    if (!S_ISREG(state.st_mode)) return malformed();
    if ((state.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return refuse(Errc::forbidden, "errors.key_ring.readable_by_others");
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<KeyRing>> KeyRing::create(const fs::path& file, Random& random) {
    crypto::start();
    std::error_code failure;
    if (fs::exists(file, failure)) return refuse(Errc::conflict, "errors.key_ring.exists");
    std::unique_ptr<KeyRing> ring(new KeyRing());
    ring->file_ = file;
    ring->current_ = new_key_id(random);
    ring->keys_.emplace(ring->current_, crypto::Key::random(random));
    AMPARO_CHECK(ring->save());
    return ring;
}

Result<std::unique_ptr<KeyRing>> KeyRing::open(const fs::path& file) {
    crypto::start();
    AMPARO_CHECK(check_private(file));
    AMPARO_TRY(const SecretText text, detail::read_secret_file(file, file_bytes_max));
    const auto data = json::parse_object(text.reveal());
    if (!data) return malformed();
    std::unique_ptr<KeyRing> ring(new KeyRing());
    ring->file_ = file;
    ring->current_ = json::string_or(*data, "current");
    const auto* keys = json::find_object(*data, "keys");
    if (keys == nullptr) return malformed();
    for (const auto& [id, value] : *keys) {
        if (!value.is_string()) return malformed();
        const auto bytes = crypto::from_base64(std::string_view(value.get_string()));
        if (!bytes) return malformed();
        const auto key = crypto::Key::from_bytes(*bytes);
        if (!key) return malformed();
        ring->keys_.emplace(std::string(id), *key);
    }
    if (!ring->keys_.contains(ring->current_)) return malformed();
    return ring;
}

std::string KeyRing::current_id() const {
    const std::scoped_lock lock(mutex_);
    return current_;
}

Result<crypto::Key> KeyRing::key(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    const auto found = keys_.find(id);
    if (found == keys_.end()) return refuse(Errc::not_found, "errors.key_ring.no_such_key");
    return found->second;
}

crypto::Key KeyRing::derived(std::string_view purpose) const {
    const auto current = key(current_id());
    AMPARO_REQUIRE(current.has_value());
    const auto digest = crypto::hmac_sha256(current->reveal(), "amparo/" + std::string(purpose));
    auto derived = crypto::Key::from_bytes(crypto::bytes_of(digest));
    AMPARO_REQUIRE(derived.has_value());
    return *derived;
}

Result<std::string> KeyRing::rotate(Random& random) {
    const std::scoped_lock lock(mutex_);
    const auto before = current_;
    current_ = new_key_id(random);
    keys_.emplace(current_, crypto::Key::random(random));
    if (auto saved = save(); !saved) {
        // Nothing may be sealed under a key that is not on disk.
        keys_.erase(current_);
        current_ = before;
        return std::unexpected(std::move(saved).error());
    }
    return current_;
}

// Called with the mutex held, or before the ring is shared.
Result<> KeyRing::save() const {
    std::string text = "{\"current\":\"" + current_ + "\",\"keys\":{";
    for (const auto& [id, key] : keys_) {
        if (text.back() != '{') text += ',';
        text += "\"" + id + "\":\"" + crypto::base64(key.reveal()) + "\"";
    }
    text += "}}\n";
    auto written = detail::replace_file(file_, text);
    wipe_memory(text.data(), text.size());
    return written;
}

}  // namespace amparo::store
