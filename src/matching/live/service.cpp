#include "matching/live/service.hpp"

#include <algorithm>
#include <condition_variable>
#include <thread>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "matching/evaluate/files.hpp"
#include "matching/live/held.hpp"
#include "matching/live/stored.hpp"
#include "matching/live/tryout.hpp"
#include "records/derived/values.hpp"
#include "records/live_definitions.hpp"
#include "records/record_cache.hpp"
#include "store/records.hpp"

namespace amparo::matching {
namespace {

constexpr std::chrono::seconds look_up_day{60};
constexpr std::chrono::seconds try_again{5};
constexpr std::chrono::seconds behind_max{5};  // without a word about it
constexpr int retry_seconds = 5;
constexpr std::size_t search_max = 300;  // no search has more candidates

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

/// When the files of the lexicon were written last.
class NameFiles {
  public:
    /// Whether one of them was written since they were remembered; false while one is absent.
    bool changed(const std::filesystem::path& directory) const {
        const auto now = times_in(directory);
        return now && !times_.empty() && *now != times_;
    }
    void remember(const std::filesystem::path& directory) {
        times_ = times_in(directory).value_or(Times{});
    }

  private:
    using Times = std::vector<std::filesystem::file_time_type>;
    static std::optional<Times> times_in(const std::filesystem::path& directory) {
        Times times;
        for (const auto* name : {"name-variants.tsv", "known-names.txt"}) {
            std::error_code error;
            times.push_back(std::filesystem::last_write_time(directory / name, error));
            if (error) return std::nullopt;
        }
        return times;
    }
    Times times_;
};

/// Ends a scan that nobody waits for any more.
class Leaving : public std::exception {};

bool is_enabled(const store::StoredRecord& record) {
    return !record.deleted && records::derived::is_true(record.data, "record_state");
}

std::unexpected<Error> not_ready() {
    return std::unexpected(Error{.code = Errc::busy,
                                 .message = "errors.matching.not_ready",
                                 .retry_after_seconds = retry_seconds});
}

/// The record as it is stored now; null when there is none, or when it cannot be read.
std::shared_ptr<const store::StoredRecord> stored(const records::Service& records,
                                                  const RecordId& id) {
    const auto& on = records.dependencies();
    auto found = on.cache->find(*on.database, id);
    if (!found || *found == nullptr || (*found)->deleted) return nullptr;
    return std::move(*found);
}

/// What must not be shown is only known of the stored records, after the index has cut its list:
/// searches wider until as many are left as were asked for, or until there are no more.
template <class Find, class IsOut>
auto search_until_full(const Ask& ask, const Find& find, const IsOut& is_out) {
    auto wider = ask;
    for (;;) {
        auto found = find(wider);
        auto& pairs = found.pairs;
        const bool is_last = pairs.size() < wider.limit || wider.limit >= search_max;
        std::erase_if(pairs, is_out);
        if (is_last || pairs.size() >= ask.limit) {
            if (pairs.size() > ask.limit)
                pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(ask.limit), pairs.end());
            return found;
        }
        wider.limit = std::min(wider.limit * 2, search_max);
    }
}

bool may_know(const Ask& ask, const store::StoredRecord& other) {
    return !ask.may_know || ask.may_know(other);
}

}  // namespace

std::string_view name_of(Notice notice) {
    switch (notice) {
        case Notice::no_tracing_consent:
            return "no_tracing_consent";
        case Notice::record_disabled:
            return "record_disabled";
        case Notice::not_sought:
            return "not_sought";
        case Notice::not_enough_information:
            return "not_enough_information";
        case Notice::common_name:
            return "common_name";
        case Notice::none:
            break;
    }
    return "";
}

/// What is shared with the followers of the database, which cannot be taken back.
class Service::State {
  public:
    State(const ServiceParts& parts, InForce shipped)
        : records(parts.records),
          directory_(parts.directory),
          in_force_(std::move(shipped)),
          phone_country_(definitions()->phone_country()) {}

    std::shared_ptr<const Configuration> configuration() {
        const std::scoped_lock lock(mutex_);
        return in_force_.configuration;
    }
    bool is_catching_up() {
        const std::scoped_lock lock(mutex_);
        return built_ < wanted_for_models_;
    }
    /// Takes over the stored configuration; without one, or with a broken one, what is in force
    /// stays.
    void follow_configuration() {
        auto stored = InForce::read(*records.dependencies().database, *definitions());
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
    void follow_settings() {
        const std::scoped_lock lock(mutex_);
        auto country = definitions()->phone_country();
        if (country == phone_country_) return;
        phone_country_ = std::move(country);
        ++wanted_;
        woken_.notify_all();
    }
    /// Takes over which fields the forms call matchable.
    void follow_forms() {
        const std::scoped_lock lock(mutex_);
        auto next = InForce::of(in_force_.chosen, *definitions());
        if (!next) {
            log::error("matching.configuration", {{"why", next.error().message.key}});
            return;
        }
        next->is_stored = in_force_.is_stored;
        put_in_force(std::move(*next));
    }

    void commit(const std::vector<store::CommittedRecord>& committed) {
        const std::scoped_lock lock(mutex_);
        if (current_) current_->commit(committed);
        if (next_) next_->commit(committed);
    }
    /// Asks for the index to be built; the number of the build that will do.
    std::uint64_t want() {
        const std::scoped_lock lock(mutex_);
        woken_.notify_all();
        return ++wanted_;
    }
    void wait_for(std::uint64_t build) {
        std::unique_lock lock(mutex_);
        woken_.wait(lock, [&] { return built_ >= build || has_failed_ || is_stopping_; });
    }
    std::shared_ptr<Held> current() {
        const std::scoped_lock lock(mutex_);
        return current_;
    }
    /// The same, and the number of the build that it is of.
    std::pair<std::shared_ptr<Held>, std::uint64_t> current_build() {
        const std::scoped_lock lock(mutex_);
        return {current_, current_ ? built_ : 0};
    }
    /// Nothing until there is an index.
    const Lexicon* lexicon() {
        const std::scoped_lock lock(mutex_);
        return current_ ? lexicons_.back().get() : nullptr;
    }
    void start() {
        thread_ = std::jthread([this] { run(); });
    }
    void stop() {
        {
            const std::scoped_lock lock(mutex_);
            is_stopping_ = true;
            woken_.notify_all();
        }
        if (thread_.joinable()) thread_.join();
        const std::scoped_lock lock(mutex_);
        current_.reset();
    }

    const records::Service& records;

  private:
    std::shared_ptr<const forms::Definitions> definitions() const {
        return records.dependencies().definitions();
    }
    /// With the lock; the index is built anew where it must be.
    void put_in_force(InForce next) {
        const bool is_other = next.models != in_force_.models;
        in_force_ = std::move(next);
        if (!is_other) return;
        wanted_for_models_ = ++wanted_;
        woken_.notify_all();
    }
    Day today() const {
        const auto& on = records.dependencies();
        const auto day = day_in_zone(on.clock->now(), on.definitions()->time_zone());
        return static_cast<Day>(day.time_since_epoch().count());
    }
    void run() {
        std::unique_lock lock(mutex_);
        while (!is_stopping_) {
            if (built_ == wanted_) {
                const auto current = current_;
                lock.unlock();
                if (current) current->set_today(today());
                const bool has_other_names = names_.changed(directory_);
                lock.lock();
                if (current && has_other_names) ++wanted_;
                const auto is_called = [&] { return is_stopping_ || built_ != wanted_; };
                woken_.wait_for(lock, look_up_day, is_called);
                continue;
            }
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
    }
    std::shared_ptr<Held> try_to_build() {
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
    Result<std::shared_ptr<Held>> build() {
        AMPARO_TRY(const auto* lexicon, current_lexicon());
        const auto& on = records.dependencies();
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
    Result<const Lexicon*> current_lexicon() {
        if (names_.changed(directory_) || lexicons_.empty()) {
            AMPARO_TRY(auto lexicon, Lexicon::load(directory_));
            names_.remember(directory_);
            const std::scoped_lock lock(mutex_);
            lexicons_.push_back(std::make_unique<const Lexicon>(std::move(lexicon)));
        }
        return lexicons_.back().get();
    }
    bool is_leaving() {
        const std::scoped_lock lock(mutex_);
        return is_stopping_;
    }

    std::filesystem::path directory_;
    NameFiles names_;                                       // of the thread
    std::mutex mutex_;                                      // guards all below
    std::vector<std::unique_ptr<const Lexicon>> lexicons_;  // only the thread adds to them
    InForce in_force_;
    std::string phone_country_;
    std::condition_variable woken_;
    std::uint64_t wanted_ = 1;
    std::uint64_t wanted_for_models_ = 0;  // the build that has the models in force
    std::uint64_t built_ = 0;
    bool has_failed_ = false;
    bool is_stopping_ = false;
    std::shared_ptr<Held> current_;
    std::shared_ptr<Held> next_;  // being built
    std::jthread thread_;
};

Result<std::unique_ptr<Service>> Service::start(const ServiceParts& parts) {
    AMPARO_TRY(auto shipped,
               InForce::shipped(parts.directory, *parts.records.dependencies().definitions()));
    auto state = std::make_shared<State>(parts, std::move(shipped));
    const std::weak_ptr<State> seen = state;
    auto& database = *parts.records.dependencies().database;
    database.follow_records([seen](const auto& committed) {
        if (const auto still = seen.lock()) still->commit(committed);
    });
    database.follow_documents([seen](const std::vector<std::string>& kinds) {
        const auto still = seen.lock();
        if (!still) return;
        const auto has = [&](std::string_view kind) {
            return std::ranges::find(kinds, kind) != kinds.end();
        };
        if (has(records::system_settings_kind)) still->follow_settings();
        if (has(configuration_kind)) still->follow_configuration();
        if (has(records::form_kind) || has(records::form_defaults_kind)) still->follow_forms();
        if (has("location")) still->want();
    });
    state->follow_configuration();
    state->start();
    return std::unique_ptr<Service>(new Service(std::move(state)));
}

Service::~Service() {
    state_->stop();
}

bool Service::is_ready() const {
    return state_->current() != nullptr;
}

void Service::wait_until_ready() const {
    state_->wait_for(1);
}

void Service::rebuild() {
    state_->wait_for(state_->want());
}

Result<std::unique_ptr<Tryout>> Service::try_out(std::shared_ptr<const Configuration> configuration,
                                                 FittedModel which) const {
    auto held = state_->current();
    if (!held) return not_ready();
    return std::make_unique<Tryout>(std::move(held), std::move(configuration), which);
}

std::shared_ptr<const Configuration> Service::configuration() const {
    return state_->configuration();
}

bool Service::is_catching_up() const {
    return state_->is_catching_up();
}

std::optional<Instant> Service::as_of() const {
    const auto& on = state_->records.dependencies();
    const auto moment = on.database->followed_at();
    if (on.clock->now() - moment <= behind_max) return std::nullopt;
    return moment;
}

const Lexicon& Service::lexicon() const {
    const auto* lexicon = state_->lexicon();
    AMPARO_REQUIRE(lexicon != nullptr);
    return *lexicon;
}

Service::Sizes Service::sizes() const {
    const auto held = state_->current();
    return held ? held->sizes() : Sizes{};
}

Result<TracePairs> Service::find_traces(const store::StoredRecord& child_case,
                                        const Ask& ask) const {
    const auto held = state_->current();
    if (!held) return not_ready();
    const auto configuration = this->configuration();
    const auto& eligibility = configuration->eligibility;
    if (!is_enabled(child_case)) return TracePairs{.notice = Notice::record_disabled};
    if (!records::derived::is_true(child_case.data, eligibility.consent_field))
        return TracePairs{.notice = Notice::no_tracing_consent};
    if (!takes_part(child_case.data, eligibility)) return TracePairs{.notice = Notice::not_sought};
    const auto find = [&](const Ask& wider) { return held->find_traces(child_case, wider); };
    return search_until_full(ask, find, [&](const TracePair& pair) {
        const auto request = stored(state_->records, pair.trace.request);
        const auto* row = request ? find_trace(request->data, pair.trace.trace) : nullptr;
        if (row == nullptr || !takes_part(request->data, *row, eligibility)) return true;
        const auto matched = json::string_or(*row, "matched_case_id");
        const bool is_free = matched.empty() || matched == child_case.id.text();
        return !is_free || !may_know(ask, *request);
    });
}

Result<TracePairs> Service::find_cases(const store::StoredRecord& request, std::string_view trace,
                                       const Ask& ask) const {
    const auto held = state_->current();
    if (!held) return not_ready();
    const auto* row = find_trace(request.data, trace);
    if (row == nullptr) return refuse(Errc::not_found, "errors.not_found");
    const auto configuration = this->configuration();
    const auto& eligibility = configuration->eligibility;
    if (!is_enabled(request)) return TracePairs{.notice = Notice::record_disabled};
    if (!takes_part(request.data, *row, eligibility))
        return TracePairs{.notice = Notice::not_sought};
    const TraceKey key{.request = request.id, .trace = std::string(trace)};
    const auto find = [&](const Ask& wider) {
        return held->find_cases(key, {.record = row, .request = &request.data}, wider);
    };
    return search_until_full(ask, find, [&](const TracePair& pair) {
        const auto child_case = stored(state_->records, pair.case_id);
        return child_case == nullptr || !takes_part(child_case->data, eligibility) ||
               !may_know(ask, *child_case);
    });
}

Result<TracePair> Service::compare(const store::StoredRecord& child_case,
                                   const store::StoredRecord& request,
                                   std::string_view trace) const {
    const auto held = state_->current();
    if (!held) return not_ready();
    const auto* row = find_trace(request.data, trace);
    if (row == nullptr) return refuse(Errc::not_found, "errors.not_found");
    return TracePair{
        .case_id = child_case.id,
        .trace = {.request = request.id, .trace = std::string(trace)},
        .likeness = held->compare(child_case.data, {.record = row, .request = &request.data})};
}

Result<CasePairs> Service::find_duplicates(const json::Object& child_case, const RecordId* self,
                                           const Ask& ask) const {
    const auto held = state_->current();
    if (!held) return not_ready();
    const auto find = [&](const Ask& wider) {
        return held->find_duplicates(child_case, self, wider);
    };
    return search_until_full(ask, find, [&](const CasePair& pair) {
        const auto other = stored(state_->records, pair.other);
        return other == nullptr || !may_be_duplicated(other->data) || !may_know(ask, *other);
    });
}

bool Service::is_findable(const RecordId& case_id, std::string_view trace) const {
    const auto held = state_->current();
    return held && held->holds(case_id, trace);
}

bool Service::is_findable(const RecordId& case_id) const {
    const auto held = state_->current();
    return held && held->holds(case_id);
}

Service::Moment Service::now() const {
    const auto [held, build] = state_->current_build();
    return {.build = build, .comings = held ? held->comings() : 0};
}

std::optional<std::vector<RecordId>> Service::changed_since(const Moment& moment) const {
    const auto [held, build] = state_->current_build();
    if (!held || build != moment.build) return std::nullopt;
    return held->came_since(moment.comings);
}

Result<CasePair> Service::compare(const store::StoredRecord& child_case,
                                  const store::StoredRecord& other) const {
    const auto held = state_->current();
    if (!held) return not_ready();
    return CasePair{.other = other.id,
                    .likeness = held->compare_children(child_case.data, other.data)};
}

}  // namespace amparo::matching
