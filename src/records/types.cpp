#include "records/types.hpp"

#include "records/service.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view case_identifiers[] = {"unique_identifier",
                                                 "short_id",
                                                 "case_id_display",
                                                 "case_id",
                                                 "client_code",
                                                 "ration_card_no",
                                                 "icrc_ref_no",
                                                 "rc_id_no",
                                                 "unhcr_id_no",
                                                 "unhcr_individual_no",
                                                 "un_no",
                                                 "other_agency_id",
                                                 "survivor_code_no",
                                                 "national_id_no",
                                                 "other_id_no",
                                                 "biometrics_id",
                                                 "family_count_no",
                                                 "dss_id",
                                                 "camp_id",
                                                 "tent_number",
                                                 "nfi_distribution_id",
                                                 "oscar_number",
                                                 "registry_no",
                                                 "family_number"};
constexpr std::string_view case_names[] = {"name", "name_nickname", "name_other",
                                           "name_transliterated"};
constexpr std::string_view case_phones[] = {"telephone_current",      "telephone_child_future",
                                            "telephone_caregivers",   "telephone_future_caregivers",
                                            "telephone_last",         "telephone_searchable_1",
                                            "telephone_searchable_2", "telephone_searchable_3"};
constexpr std::string_view incident_identifiers[] = {
    "incident_id", "incident_code", "monitor_number", "survivor_code", "incidentid_ir", "short_id"};
constexpr std::string_view incident_names[] = {"super_incident_name", "incident_description"};
constexpr std::string_view tracing_identifiers[] = {"tracing_request_id", "short_id"};
constexpr std::string_view tracing_names[] = {"relation_name", "relation_nickname",
                                              "relation_other_family", "tracing_names",
                                              "tracing_nicknames"};
constexpr std::string_view tracing_phones[] = {"relation_telephone", "telephone_last"};
constexpr std::string_view family_identifiers[] = {"family_id", "short_id", "family_number"};
constexpr std::string_view family_names[] = {"family_name"};
constexpr std::string_view family_phones[] = {"family_telephone_current"};
constexpr std::string_view registry_identifiers[] = {"registry_id", "short_id", "registry_no"};
constexpr std::string_view registry_names[] = {"name"};
constexpr std::string_view registry_phones[] = {"telephone_current"};

constexpr RecordTypeFacts table[] = {
    {"case", "cases", "Child", true, case_identifiers, case_names, case_phones},
    {"incident", "incidents", "Incident", true, incident_identifiers, incident_names, {}},
    {"tracing_request", "tracing_requests", "TracingRequest", true, tracing_identifiers,
     tracing_names, tracing_phones},
    {"family", "families", "Family", false, family_identifiers, family_names, family_phones},
    {"registry_record", "registry_records", "RegistryRecord", false, registry_identifiers,
     registry_names, registry_phones},
};

}  // namespace

std::span<const RecordTypeFacts> record_types() {
    return table;
}

const RecordTypeFacts* facts_of(std::string_view record_type) {
    for (const auto& facts : table) {
        if (facts.name == record_type) return &facts;
    }
    return nullptr;
}

std::string_view segment_of(std::string_view record_type) {
    const auto* facts = facts_of(record_type);
    return facts == nullptr ? std::string_view() : facts->segment;
}

std::string_view type_of_segment(std::string_view segment) {
    for (const auto& facts : table) {
        if (facts.segment == segment) return facts.name;
    }
    return {};
}

std::string_view model_of(std::string_view record_type) {
    const auto* facts = facts_of(record_type);
    return facts == nullptr ? std::string_view() : facts->model;
}

}  // namespace amparo::records
