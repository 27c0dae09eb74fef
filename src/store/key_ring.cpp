#include "store/key_ring.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.hpp"
#include "base/log.hpp"
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
    struct stat state{};
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
    AMPARO_TRY(const auto lock, detail::FolderLock::take(file));
    std::error_code failure;
    if (fs::exists(file, failure)) return refuse(Errc::conflict, "errors.key_ring.exists");
    std::unique_ptr<KeyRing> ring(new KeyRing(file));
    auto& content = ring->content_;
    content.current = new_key_id(random);
    content.keys.emplace(content.current, crypto::Key::random(random));
    AMPARO_CHECK(ring->save());
    ring->stamp_ = stamp_of(file);
    return ring;
}

Result<std::unique_ptr<KeyRing>> KeyRing::open(const fs::path& file) {
    crypto::start();
    std::unique_ptr<KeyRing> ring(new KeyRing(file));
    // Taken before reading: a file replaced in between is read once more, not missed.
    ring->stamp_ = stamp_of(file);
    AMPARO_TRY(ring->content_, read(file));
    return ring;
}

std::string KeyRing::current_id() const {
    const std::scoped_lock lock(mutex_);
    follow_file_at_times();
    return content_.current;
}

std::pair<std::string, crypto::Key> KeyRing::current() const {
    const std::scoped_lock lock(mutex_);
    follow_file_at_times();
    return {content_.current, content_.keys.at(content_.current)};
}

Result<crypto::Key> KeyRing::key(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    if (!content_.keys.contains(id)) follow_file();
    const auto found = content_.keys.find(id);
    if (found == content_.keys.end()) {
        return refuse(Errc::not_found, "errors.key_ring.no_such_key");
    }
    return found->second;
}

crypto::Key KeyRing::derived(std::string_view purpose) const {
    const auto [id, key] = current();
    const auto digest = crypto::hmac_sha256(key.reveal(), "amparo/" + std::string(purpose));
    auto derived = crypto::Key::from_bytes(crypto::bytes_of(digest));
    AMPARO_REQUIRE(derived.has_value());
    return *derived;
}

Result<std::string> KeyRing::rotate(Random& random) {
    const std::scoped_lock lock(mutex_);
    // Two processes that rotate at once must not write over each other's new key.
    AMPARO_TRY(const auto folder, detail::FolderLock::take(file_));
    follow_file();
    const auto before = content_.current;
    content_.current = new_key_id(random);
    content_.keys.emplace(content_.current, crypto::Key::random(random));
    if (auto saved = save(); !saved) {
        // Nothing may be sealed under a key that is not on disk.
        content_.keys.erase(content_.current);
        content_.current = before;
        return std::unexpected(std::move(saved).error());
    }
    stamp_ = stamp_of(file_);
    return content_.current;
}

Result<KeyRing::Content> KeyRing::read(const fs::path& file) {
    AMPARO_CHECK(check_private(file));
    AMPARO_TRY(const SecretText text, detail::read_secret_file(file, file_bytes_max));
    const auto data = json::parse_object(text.reveal());
    if (!data) return malformed();
    Content content{.current = json::string_or(*data, "current"), .keys = {}};
    const auto* keys = json::find_object(*data, "keys");
    if (keys == nullptr) return malformed();
    for (const auto& [id, value] : *keys) {
        if (!value.is_string()) return malformed();
        const auto bytes = crypto::from_base64(std::string_view(value.get_string()));
        if (!bytes) return malformed();
        const auto key = crypto::Key::from_bytes(*bytes);
        if (!key) return malformed();
        content.keys.emplace(std::string(id), *key);
    }
    if (!content.keys.contains(content.current)) return malformed();
    return content;
}

KeyRing::Stamp KeyRing::stamp_of(const fs::path& file) {
    struct stat state{};
    if (::stat(file.c_str(), &state) != 0) return {};
    return {static_cast<std::int64_t>(state.st_ino), state.st_size, state.st_mtim.tv_sec,
            state.st_mtim.tv_nsec};
}

// Called with the mutex held.
void KeyRing::follow_file_at_times() const {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_look_) return;
    next_look_ = now + file_pause;
    follow_file();
}

// Called with the mutex held. A file that is gone or cannot be read leaves the ring as it is: the
// server has its keys, and says so once.
void KeyRing::follow_file() const {
    const auto stamp = stamp_of(file_);
    if (stamp == stamp_) return;
    stamp_ = stamp;
    auto read_again = read(file_);
    if (!read_again) {
        log::error("key_ring.not_read_again", {{"why", read_again.error().message.key}});
        return;
    }
    content_.current = std::move(read_again->current);
    content_.keys.merge(read_again->keys);
    log::info("key_ring.read_again", {{"keys", content_.keys.size()}});
}

// Called with the mutex held, or before the ring is shared.
Result<> KeyRing::save() const {
    std::string text = "{\"current\":\"" + content_.current + "\",\"keys\":{";
    for (const auto& [id, key] : content_.keys) {
        if (text.back() != '{') text += ',';
        text += "\"" + id + "\":\"" + crypto::base64(key.reveal()) + "\"";
    }
    text += "}}\n";
    auto written = detail::replace_file(file_, text);
    wipe_memory(text.data(), text.size());
    return written;
}

}  // namespace amparo::store
