#include "records/rereading.hpp"

#include <algorithm>

#include "base/bell.hpp"
#include "base/log.hpp"
#include "records/live_definitions.hpp"

namespace amparo::records {
namespace {

constexpr std::chrono::minutes look_every{1};  // after a failure: nobody rings then

/// The kinds of documents that say something of cases.
bool concerns_cases(const std::vector<std::string>& kinds) {
    return std::ranges::any_of(kinds, [](const auto& kind) {
        return kind == module_kind || kind == system_settings_kind || kind == form_kind ||
               kind == lookup_kind || kind == form_defaults_kind;
    });
}

}  // namespace

Rereading::Rereading(Parts parts)
    : parts_(std::move(parts)), bell_(std::make_shared<Bell>(look_every)) {
    // The definitions have followed before: followers are told in the order they came.
    parts_.database.follow_documents([bell = bell_](const std::vector<std::string>& kinds) {
        if (concerns_cases(kinds)) bell->ring();
    });
    thread_ = std::jthread([this] { watch(); });
}

Rereading::~Rereading() {
    bell_->end();
}

Result<> Rereading::look() {
    const std::scoped_lock lock(mutex_);
    if (parts_.rules->take(parts_.definitions())) is_due_ = true;
    if (!is_due_) return {};
    const auto begun = parts_.database.clock().now();
    AMPARO_TRY(const auto count,
               parts_.read_again("case", [bell = bell_.get()] { return bell->is_over(); }));
    is_due_ = false;
    const auto took = parts_.database.clock().now() - begun;
    log::info("records.read_again", {{"cases", count}, {"milliseconds", took.count()}});
    return {};
}

void Rereading::watch() {
    while (bell_->wait()) {
        try {
            const auto looked = look();
            if (!looked && !bell_->is_over())
                log::warn("records.not_read_again", {{"why", looked.error().message.key}});
        } catch (const std::exception& failure) {
            log::warn("records.not_read_again", {{"why", failure.what()}});
        }
    }
}

}  // namespace amparo::records
