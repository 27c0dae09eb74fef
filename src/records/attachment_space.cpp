#include "records/attachment_space.hpp"

#include "base/crypto.hpp"
#include "store/blobs.hpp"
#include "store/sessions.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view mail_queue = "mail";
constexpr std::string_view told_kind = "contact_told";
constexpr std::string_view full_notice = "attachment_space_full";
constexpr std::string_view low_notice = "attachment_space_low";
constexpr std::chrono::hours told_again_after{24};

struct Limits {
    std::int64_t maximum = 0;  // 0: none
    std::int64_t warning = 0;  // 0: none
};

Limits limits_of(const forms::Definitions& definitions) {
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    if (options == nullptr) return {};
    return {.maximum = json::integer_or(*options, "maximum_attachments_space", 0),
            .warning = json::integer_or(*options, "maximum_attachments_space_warning", 0)};
}

store::Job notice(std::string_view name, json::Object more = {}) {
    more["notice"] = name;
    return {.queue = std::string(mail_queue),
            .kind = std::string(contact_kind),
            .attempts_max = 30,
            .payload = std::move(more)};
}

}  // namespace

Result<Room> take_room(store::Transaction& transaction, const forms::Definitions& definitions,
                       std::size_t bytes) {
    const auto limits = limits_of(definitions);
    if (limits.maximum <= 0 && limits.warning <= 0) return Room::enough;
    const auto before = static_cast<std::int64_t>(store::blob_bytes_total(transaction));
    const auto after = before + static_cast<std::int64_t>(bytes);
    if (limits.maximum > 0 && after > limits.maximum) return Room::none;
    if (limits.warning > 0 && before <= limits.warning && after > limits.warning) {
        json::Object share;
        if (limits.maximum > 0) share["percent"] = after * 100 / limits.maximum;
        AMPARO_CHECK(store::enqueue_job(transaction, notice(low_notice, std::move(share))));
    }
    return Room::enough;
}

Result<> tell_of_no_room(store::Database& database) {
    const auto key = crypto::hex(crypto::sha256(full_notice));
    return database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto told, store::find_volatile(transaction, told_kind, key));
        if (told) return {};
        const auto now = database.clock().now();
        AMPARO_CHECK(store::put_volatile(transaction, {.kind = std::string(told_kind),
                                                       .key_hash = key,
                                                       .updated_at = now,
                                                       .expires_at = now + told_again_after}));
        AMPARO_CHECK(store::enqueue_job(transaction, notice(full_notice)));
        return {};
    });
}

}  // namespace amparo::records
