#include "matching/live/upkeep.hpp"

#include <algorithm>
#include <chrono>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "records/live_definitions.hpp"
#include "store/records.hpp"

namespace amparo::matching {
namespace {

constexpr std::chrono::seconds look_up_day{60};
constexpr std::chrono::seconds try_again{5};

Places places_of(const forms::Locations& locations) {
    const auto& all = locations.all();
    std::vector<Places::Known> known;
    known.reserve(all.size());
    for (const auto& place : all) {
        const bool has_parent = place.parent >= 0;
        known.push_back(
            {place.code, has_parent ? all[static_cast<std::size_t>(place.parent)].code : ""});
    }
    return Places::of(std::move(known));
}

/// Ends a scan that nobody waits for any more.
class Leaving : public std::exception {};

}  // namespace

bool NameFiles::changed() const {
    const auto now = times();
    return now && !times_.empty() && *now != times_;
}

void NameFiles::remember() {
    times_ = times().value_or(Times{});
}

std::optional<NameFiles::Times> NameFiles::times() const {
    Times times;
    for (const auto* name : {"name-variants.tsv", "known-names.txt"}) {
        std::error_code error;
        times.push_back(std::filesystem::last_write_time(directory_ / name, error));
        if (error) return std::nullopt;
    }
    return times;
}

Upkeep::Upkeep(const records::Service& records, std::filesystem::path directory, InForce shipped)
    : records_(records),
      names_(std::move(directory)),
      in_force_(std::move(shipped)),
      phone_country_(definitions()->phone_country()) {}

Result<std::shared_ptr<Upkeep>> Upkeep::start(const records::Service& records,
                                              std::filesystem::path directory) {
    const auto& on = records.dependencies();
    AMPARO_TRY(auto shipped, InForce::shipped(directory, *on.definitions()));
    auto upkeep = std::make_shared<Upkeep>(records, std::move(directory), std::move(shipped));
    const std::weak_ptr<Upkeep> seen = upkeep;
    on.database->follow_records([seen](const auto& committed) {
        if (const auto still = seen.lock()) still->commit(committed);
    });
    on.database->follow_documents([seen](const std::vector<std::string>& kinds) {
        if (const auto still = seen.lock()) still->follow(kinds);
    });
    upkeep->follow_configuration();
    upkeep->thread_ = std::jthread([upkeep = upkeep.get()] { upkeep->run(); });
    return upkeep;
}

void Upkeep::stop() {
    {
        const std::scoped_lock lock(mutex_);
        is_stopping_ = true;
        woken_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
    const std::scoped_lock lock(mutex_);
    current_.reset();
}

std::shared_ptr<const Configuration> Upkeep::configuration() const {
    const std::scoped_lock lock(mutex_);
    return in_force_.configuration;
}

bool Upkeep::is_catching_up() const {
    const std::scoped_lock lock(mutex_);
    return built_ < wanted_for_models_;
}

std::uint64_t Upkeep::want() {
    const std::scoped_lock lock(mutex_);
    woken_.notify_all();
    return ++wanted_;
}

void Upkeep::wait_for(std::uint64_t build) const {
    std::unique_lock lock(mutex_);
    woken_.wait(lock, [&] { return built_ >= build || has_failed_ || is_stopping_; });
}

std::shared_ptr<Held> Upkeep::current() const {
    const std::scoped_lock lock(mutex_);
    return current_;
}

std::pair<std::shared_ptr<Held>, std::uint64_t> Upkeep::current_build() const {
    const std::scoped_lock lock(mutex_);
    return {current_, current_ ? built_ : 0};
}

const Lexicon* Upkeep::lexicon() const {
    const std::scoped_lock lock(mutex_);
    return current_ ? lexicons_.back().get() : nullptr;
}

void Upkeep::follow(const std::vector<std::string>& kinds) {
    const auto has = [&](std::string_view kind) {
        return std::ranges::find(kinds, kind) != kinds.end();
    };
    if (has(records::system_settings_kind)) follow_settings();
    if (has(configuration_kind)) follow_configuration();
    if (has(records::form_kind) || has(records::form_defaults_kind)) follow_forms();
    if (has("location")) want();
}

/// Takes over the stored configuration; without one, or with a broken one, what is in force stays.
void Upkeep::follow_configuration() {
    auto stored = InForce::read(*records_.dependencies().database, *definitions());
    if (!stored) {
        log::error("matching.configuration", {{"why", stored.error().message.key}});
        return;
    }
    if (!*stored) return;
    const std::scoped_lock lock(mutex_);
    const bool is_known = in_force_.is_stored &&
                          (*stored)->configuration->version <= in_force_.configuration->version;
    if (is_known) return;
    put_in_force(std::move(**stored));
}

/// Takes over of which country telephone numbers are.
void Upkeep::follow_settings() {
    const std::scoped_lock lock(mutex_);
    auto country = definitions()->phone_country();
    if (country == phone_country_) return;
    phone_country_ = std::move(country);
    ++wanted_;
    woken_.notify_all();
}

/// Takes over which fields the forms call matchable.
void Upkeep::follow_forms() {
    const std::scoped_lock lock(mutex_);
    auto next = InForce::of(in_force_.chosen, *definitions());
    if (!next) {
        log::error("matching.configuration", {{"why", next.error().message.key}});
        return;
    }
    next->is_stored = in_force_.is_stored;
    put_in_force(std::move(*next));
}

void Upkeep::commit(const std::vector<store::CommittedRecord>& committed) {
    const std::scoped_lock lock(mutex_);
    if (current_) current_->commit(committed);
    if (next_) next_->commit(committed);
}

std::shared_ptr<const forms::Definitions> Upkeep::definitions() const {
    return records_.dependencies().definitions();
}

/// With the lock; all is built anew where it must be.
void Upkeep::put_in_force(InForce next) {
    const bool is_other = next.models != in_force_.models;
    in_force_ = std::move(next);
    if (!is_other) return;
    wanted_for_models_ = ++wanted_;
    woken_.notify_all();
}

Day Upkeep::today() const {
    const auto& on = records_.dependencies();
    const auto day = day_in_zone(on.clock->now(), on.definitions()->time_zone());
    return static_cast<Day>(day.time_since_epoch().count());
}

void Upkeep::run() {
    std::unique_lock lock(mutex_);
    while (!is_stopping_) built_ == wanted_ ? look_up(lock) : build_wanted(lock);
}

/// All is built: looks at the day and at the files of names, and waits. What ages and files tell
/// comes from outside, so that nobody calls.
void Upkeep::look_up(std::unique_lock<std::mutex>& lock) {
    const auto current = current_;
    lock.unlock();
    if (current) current->set_today(today());
    const bool has_other_names = names_.changed();
    lock.lock();
    if (current && has_other_names) ++wanted_;
    woken_.wait_for(lock, look_up_day, [&] { return is_stopping_ || built_ != wanted_; });
}

void Upkeep::build_wanted(std::unique_lock<std::mutex>& lock) {
    const auto build_number = wanted_;
    lock.unlock();
    auto built = try_to_build();
    lock.lock();
    next_.reset();
    has_failed_ = built == nullptr;
    if (built) {
        current_ = std::move(built);
        built_ = build_number;
        const auto sizes = current_->sizes();
        log::info("matching.ready", {{"cases", sizes.cases}, {"traces", sizes.traces}});
    }
    woken_.notify_all();
    if (has_failed_) woken_.wait_for(lock, try_again, [&] { return is_stopping_; });
}

std::shared_ptr<Held> Upkeep::try_to_build() {
    try {
        auto built = build();
        if (built) return std::move(*built);
        log::error("matching.build", {{"why", built.error().message.key}});
    } catch (const Leaving&) {
        return nullptr;
    } catch (const std::exception& failure) {
        log::error("matching.build", {{"why", failure.what()}});
    }
    return nullptr;
}

Result<std::shared_ptr<Held>> Upkeep::build() {
    AMPARO_TRY(const auto* lexicon, current_lexicon());
    const auto& on = records_.dependencies();
    auto held =
        std::make_shared<Held>(Held::Grounds{.configuration = configuration(),
                                             .lexicon = *lexicon,
                                             .places = places_of(on.definitions()->locations()),
                                             .today = today(),
                                             .phone_country = definitions()->phone_country()});
    {
        const std::scoped_lock lock(mutex_);
        next_ = held;
    }
    // What is broken is left out, and told of by the index.
    const store::ScanOptions options{.threads = 1, .broken = [](const RecordId&) {}};
    AMPARO_CHECK(store::scan_records(*on.database, options, [&](auto&& block) {
        if (is_leaving()) throw Leaving();
        held->load(block);
    }));
    held->open();
    return held;
}

/// The lexicon as its files are now. Earlier ones stay, because answers may still use them.
Result<const Lexicon*> Upkeep::current_lexicon() {
    if (names_.changed() || lexicons_.empty()) {
        AMPARO_TRY(auto lexicon, Lexicon::load(names_.directory()));
        names_.remember();
        const std::scoped_lock lock(mutex_);
        lexicons_.push_back(std::make_unique<const Lexicon>(std::move(lexicon)));
    }
    return lexicons_.back().get();
}

bool Upkeep::is_leaving() const {
    const std::scoped_lock lock(mutex_);
    return is_stopping_;
}

}  // namespace amparo::matching
