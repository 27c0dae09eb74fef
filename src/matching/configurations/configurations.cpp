#include "matching/configurations/configurations.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "base/names/keys.hpp"
#include "matching/configurations/fields.hpp"
#include "matching/live/automatic.hpp"

namespace amparo::matching {
namespace {

std::unexpected<Error> not_allowed() {
    return refuse(Errc::forbidden, "errors.forbidden");
}

/// Objects join key by key, null removes, everything else is replaced (RFC 7396).
void merge(json::Object& target, const json::Object& patch) {
    for (const auto& [key, value] : patch) {
        const auto* inner = value.if_object();
        auto* stored = target.if_contains(key);
        if (value.is_null()) {
            target.erase(key);
        } else if (inner != nullptr && stored != nullptr && stored->is_object()) {
            merge(stored->as_object(), *inner);
        } else {
            target[key] = value;
        }
    }
}

std::unexpected<Error> invalid_at_data(std::vector<Problem> problems) {
    for (auto& problem : problems) problem.pointer.insert(0, "/data");
    Error error{.code = Errc::invalid,
                .message = "errors.matching.configuration",
                .field = problems.front().pointer};
    error.problems = std::move(problems);
    return std::unexpected(std::move(error));
}

}  // namespace

bool may_configure_matching(const access::Actor& actor) {
    return actor.can("matching_configuration", "manage");
}

Result<StoredConfiguration> Configurations::current_in(store::Snapshot& snapshot) const {
    AMPARO_TRY(auto stored, stored_configuration(snapshot));
    if (stored) return std::move(*stored);
    return shipped_configuration_of(parts_.directory);
}

Result<StoredConfiguration> Configurations::current(const access::Actor& actor) const {
    if (!may_configure_matching(actor)) return not_allowed();
    return parts_.database.read([&](store::Snapshot& snapshot) { return current_in(snapshot); });
}

Result<std::vector<StoredConfiguration>> Configurations::all(const access::Actor& actor) const {
    if (!may_configure_matching(actor)) return not_allowed();
    AMPARO_TRY(auto versions, parts_.database.read([](store::Snapshot& snapshot) {
        return stored_versions(snapshot);
    }));
    AMPARO_TRY(auto shipped, shipped_configuration_of(parts_.directory));
    versions.push_back(std::move(shipped));
    return versions;
}

Result<StoredConfiguration> Configurations::find(const access::Actor& actor, int number) const {
    AMPARO_TRY(auto versions, all(actor));
    const auto found = std::ranges::find(versions, number, &StoredConfiguration::number);
    if (found == versions.end()) return refuse(Errc::not_found, "errors.not_found");
    return std::move(*found);
}

Result<> Configurations::check(const json::Object& wanted, const json::Object& current) const {
    auto configuration = Configuration::parse(json::write(wanted));
    if (!configuration) {
        if (configuration.error().problems.empty())
            return std::unexpected(std::move(configuration.error()));
        return invalid_at_data(std::move(configuration.error().problems));
    }
    std::vector<Problem> problems;
    note_other_pipeline(wanted, problems);
    // Fields that the shipped rules or the current ones read need not be on a form.
    AMPARO_TRY(const auto shipped, shipped_configuration_of(parts_.directory));
    AMPARO_TRY(const auto first, Configuration::parse(json::write(shipped.configuration)));
    KnownFields known;
    known.add(first);
    if (const auto before = Configuration::parse(json::write(current))) known.add(*before);
    note_unfit_fields(*configuration, *parts_.definitions(), known, problems);
    if (!problems.empty()) return invalid_at_data(std::move(problems));
    return {};
}

Result<json::Object> Configurations::propose(const access::Actor& actor,
                                             const json::Object& patch) const {
    AMPARO_TRY(const auto before, current(actor));
    auto wanted = before.configuration;
    merge(wanted, patch);
    wanted = without_automatic(std::move(wanted), *parts_.definitions());
    AMPARO_CHECK(check(wanted, before.configuration));
    return wanted;
}

json::Object Configurations::automatic(const json::Object& configuration) const {
    return automatic_criteria(configuration, *parts_.definitions());
}

json::Object Configurations::whole(json::Object configuration) const {
    return with_automatic(std::move(configuration), *parts_.definitions());
}

Result<StoredConfiguration> Configurations::put(const access::Actor& actor,
                                                store::Transaction& transaction,
                                                NextConfiguration next) const {
    if (!may_configure_matching(actor)) return not_allowed();
    AMPARO_TRY(const auto before, current_in(transaction));
    next.configuration = without_automatic(std::move(next.configuration), *parts_.definitions());
    AMPARO_CHECK(check(next.configuration, before.configuration));
    AMPARO_TRY(const auto shipped, shipped_configuration_of(parts_.directory));
    const auto now = parts_.database.clock().now();
    StoredConfiguration stored{.configuration = std::move(next.configuration),
                               .origin = next.origin,
                               .changed_by = actor.name().text(),
                               .changed_at = format_instant(now),
                               .note = std::move(next.note),
                               .restored_version = next.restored_number,
                               .fit_id = std::move(next.fit_id)};
    stored.configuration["version"] = std::max(before.version(), shipped.version()) + 1;
    stored.configuration["pipeline"] = names::pipeline_version;
    AMPARO_CHECK(store_configuration(transaction, stored, now));
    return stored;
}

Result<StoredConfiguration> Configurations::put(const access::Actor& actor,
                                                const NextConfiguration& next) {
    return parts_.database.write(
        [&](store::Transaction& transaction) { return put(actor, transaction, next); });
}

Result<StoredConfiguration> Configurations::change(const access::Actor& actor,
                                                   const ConfigurationChange& change) {
    if (!may_configure_matching(actor)) return not_allowed();
    return parts_.database.write(
        [&](store::Transaction& transaction) -> Result<StoredConfiguration> {
            AMPARO_TRY(const auto before, current_in(transaction));
            if (change.expected_number && *change.expected_number != before.number())
                return refuse(Errc::precondition_failed, "errors.precondition_failed");
            NextConfiguration next{.configuration = before.configuration, .note = change.note};
            merge(next.configuration, change.patch);
            return put(actor, transaction, std::move(next));
        });
}

Result<StoredConfiguration> Configurations::restore(const access::Actor& actor, int number,
                                                    const ConfigurationChange& change) {
    AMPARO_TRY(const auto wanted, find(actor, number));
    return parts_.database.write(
        [&](store::Transaction& transaction) -> Result<StoredConfiguration> {
            AMPARO_TRY(const auto before, current_in(transaction));
            if (change.expected_number && *change.expected_number != before.number())
                return refuse(Errc::precondition_failed, "errors.precondition_failed");
            return put(actor, transaction,
                       {.configuration = wanted.configuration,
                        .origin = ConfigurationOrigin::restored,
                        .note = change.note,
                        .restored_number = number});
        });
}

}  // namespace amparo::matching
