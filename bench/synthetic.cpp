#include "bench/synthetic.hpp"

#include <array>
#include <chrono>

#include "base/clock.hpp"
#include "base/text.hpp"

namespace amparo::bench {
namespace {

constexpr std::uint64_t workers = 2000;
constexpr std::uint64_t groups = 200;
constexpr std::uint64_t agencies = 40;
constexpr std::int64_t first_day = 17'167;  // 2017-01-01
constexpr std::uint64_t days = 2900;

constexpr const char* given_names[] = {
    "Amina",  "Mohamed", "Fatuma",   "Ibrahim",  "Aisha",   "Yusuf",     "Mariam",   "Hassan",
    "Zainab", "Omar",    "Grace",    "Emmanuel", "Esther",  "Daniel",    "Ruth",     "Samuel",
    "Joyce",  "Peter",   "Rose",     "Joseph",   "Marie",   "Jean",      "Claudine", "Patrick",
    "Aline",  "Eric",    "Sandrine", "Olivier",  "Chantal", "María",     "José",     "Lucía",
    "Carlos", "Sofía",   "Luis",     "Camila",   "Diego",   "Valentina", "Andrés",   "محمد",
    "فاطمة",  "أحمد",    "زينب",     "علي",      "مريم",    "حسن",       "خديجة",    "يوسف",
    "عائشة",  "إبراهيم"};
constexpr const char* family_roots[] = {
    "Oke",  "Aba",   "Keno", "Muta", "Habi", "Nara", "Tesfa", "Gebre", "Wanja",
    "Otie", "Lubo",  "Mbo",  "Kama", "Ndia", "Sesa", "Kone",  "Traor", "Dial",
    "Bang", "Cisse", "Mora", "Rami", "Quis", "Vela", "Rod",   "Santo", "Cast",
    "Hama", "Khal",  "Rash", "Nass", "Sale", "Abd",  "Said"};
constexpr const char* family_ends[] = {"llo", "mana", "so",  "ye",    "riguez", "nga", "te", "ko",
                                       "mi",  "di",   "hir", "eddin", "ra",     "les", "ez", "ub"};
constexpr const char* concerns[] = {"separated",
                                    "unaccompanied",
                                    "trafficked",
                                    "child_labour",
                                    "neglect",
                                    "physical_abuse",
                                    "sexual_exploitation",
                                    "child_marriage",
                                    "street_child",
                                    "disabled",
                                    "arrested",
                                    "refugee"};
constexpr const char* risk_levels[] = {"high", "medium", "low"};
constexpr const char* workflows[] = {
    "new", "assessment", "case_plan", "service_provision", "services_implemented", "closed"};
constexpr const char* approvals[] = {"pending", "approved", "rejected"};

/// A small repeatable generator: the n-th draw of the n-th case (SplitMix64).
class Draw {
  public:
    explicit Draw(std::uint64_t number) : state_(number * 0x9e3779b97f4a7c15ULL + 1) {}
    std::uint64_t next() {
        auto z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    std::uint64_t below(std::uint64_t end) { return next() % end; }
    bool percent(std::uint64_t share) { return below(100) < share; }
    /// Small numbers are likelier, as with popular names.
    std::uint64_t skewed(std::uint64_t end) { return std::min(below(end), below(end)); }
    template <std::size_t N>
    const char* pick(const char* const (&from)[N]) {
        return from[below(N)];
    }

  private:
    std::uint64_t state_;
};

std::string day_text(std::int64_t day) {
    return format_day(Day(std::chrono::days(day)));
}

std::string instant_text(std::int64_t day, std::uint64_t millisecond) {
    return format_instant(Instant(std::chrono::days(day)) + std::chrono::milliseconds(millisecond));
}

std::string two_digits(std::uint64_t number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string place(Draw& draw) {
    std::string code = "SL" + two_digits(1 + draw.below(10)) + two_digits(1 + draw.below(25));
    if (!draw.percent(10)) code.push_back(static_cast<char>('A' + draw.below(10)));
    return code;
}

std::string worker(std::uint64_t number) {
    return "worker_" + std::to_string(number);
}

std::string full_name(Draw& draw) {
    const auto family = [&] {
        std::string name = draw.pick(family_roots);
        name += draw.pick(family_ends);
        return name;
    };
    std::string name = given_names[draw.skewed(std::size(given_names))];
    if (draw.percent(40)) name += std::string(" ") + draw.pick(given_names);
    return name + " " + family();
}

void put_ownership(json::Object& data, Draw& draw) {
    const auto owner = draw.below(workers);
    const auto group = "group_" + std::to_string(owner % groups);
    const auto agency = "agency_" + std::to_string(owner % agencies);
    json::Array associated{worker(owner)};
    if (draw.percent(15)) {
        const auto other = worker(draw.below(workers));
        associated.push_back(json::Value(other));
        data["assigned_user_names"] = json::Array{json::Value(other)};
        data["referred_users"] = json::Array{json::Value(other)};
        data["referred_users_present"] = true;
    }
    data["owned_by"] = worker(owner);
    data["owned_by_full_name"] = "Worker Number " + std::to_string(owner);
    data["owned_by_groups"] = json::Array{json::Value(group)};
    data["owned_by_agency_id"] = agency;
    data["owned_by_location"] = place(draw);
    data["associated_user_names"] = std::move(associated);
    data["associated_user_groups"] = json::Array{json::Value(group)};
    data["associated_user_agencies"] = json::Array{json::Value(agency)};
    data["created_by"] = worker(owner);
    data["last_updated_by"] = draw.percent(80) ? worker(owner) : worker(draw.below(workers));
    data["not_edited_by_owner"] = draw.percent(20);
}

void put_dates(json::Object& data, Draw& draw, std::uint64_t number) {
    // Cases are numbered as they are registered.
    const auto day = first_day + static_cast<std::int64_t>(number / 400 % days);
    data["registration_date"] = day_text(day);
    data["created_at"] = instant_text(day, draw.below(86'400'000));
    data["identified_at"] = instant_text(day, draw.below(86'400'000));
    const auto later = day + static_cast<std::int64_t>(draw.below(200));
    data["last_updated_at"] = instant_text(later, draw.below(86'400'000));
    if (data["status"] == "closed") data["date_closure"] = day_text(later);
    for (const auto* field : {"assessment_due_dates", "case_plan_due_dates", "followup_due_dates",
                              "service_due_dates", "followup_dates"}) {
        json::Array list;
        for (auto left = draw.percent(25) ? 1 + draw.below(3) : 0; left > 0; --left) {
            list.push_back(
                json::Value(day_text(later + static_cast<std::int64_t>(draw.below(90)))));
        }
        if (!list.empty()) data[field] = std::move(list);
    }
    if (draw.percent(10)) data["reunification_dates"] = json::Array{json::Value(day_text(later))};
    if (draw.percent(8)) data["reassigned_transferred_on"] = instant_text(later, 0);
}

void put_identifiers(json::Object& data, Draw& draw) {
    std::array<std::uint8_t, 16> bytes;
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(draw.next());
    const auto unique = Uuid(bytes).text();
    data["unique_identifier"] = unique;
    data["case_id"] = unique;
    data["short_id"] = unique.substr(unique.size() - 7);
    data["case_id_display"] = "SL-" + two_digits(draw.below(60)) + "-" + unique.substr(29);
    if (draw.percent(20)) data["unhcr_id_no"] = "8" + std::to_string(draw.below(100'000'000));
    if (draw.percent(15)) data["national_id_no"] = std::to_string(draw.below(10'000'000'000));
    if (draw.percent(30)) data["ration_card_no"] = "RC" + std::to_string(draw.below(1'000'000));
}

void put_child(json::Object& data, Draw& draw) {
    const auto age = draw.below(18);
    data["name"] = full_name(draw);
    if (draw.percent(15)) data["name_nickname"] = draw.pick(given_names);
    if (draw.percent(5)) data["name_other"] = full_name(draw);
    data["sex"] = draw.percent(48) ? "female" : "male";
    data["age"] = age;
    data["estimated"] = draw.percent(60);
    data["date_of_birth"] =
        day_text(first_day + 2900 - static_cast<std::int64_t>(age * 365 + draw.below(365)));
    data["location_current"] = place(draw);
    data["location_last"] = place(draw);
    data["address_current"] = "Block " + std::to_string(draw.below(60)) + ", near the market";
    if (draw.percent(30)) {
        data["telephone_current"] = "+2327" + std::to_string(1'000'000 + draw.below(9'000'000));
    }
    if (draw.percent(20)) data["disability_status_yes_no"] = draw.percent(30);
}

void put_work(json::Object& data, Draw& draw) {
    json::Array held;
    for (auto left = 1 + draw.below(3); left > 0; --left) {
        held.push_back(json::Value(draw.pick(concerns)));
    }
    data["protection_concerns"] = std::move(held);
    data["risk_level"] = risk_levels[draw.skewed(3)];
    data["workflow"] = draw.pick(workflows);
    data["consent_reporting"] = draw.percent(80);
    data["flagged"] = draw.percent(7);
    data["has_photo"] = draw.percent(40);
    data["has_incidents"] = draw.percent(12);
    for (const auto* field :
         {"approval_status_assessment", "approval_status_case_plan", "approval_status_closure"}) {
        if (draw.percent(30)) data[field] = draw.pick(approvals);
    }
    if (draw.percent(15)) data["current_alert_types"] = json::Array{json::Value("field_change")};
    if (draw.percent(10)) data["transfer_status"] = "accepted";
    if (draw.percent(25)) data["next_steps"] = json::Array{json::Value("a_continue_protection")};
    json::Array services;
    for (auto left = draw.below(4); left > 0; --left) {
        services.push_back(json::Object{{"unique_id", std::to_string(draw.next())},
                                        {"service_type", "health_medical_service"},
                                        {"service_response_type", "service_provision"},
                                        {"service_status_referred", draw.percent(20)},
                                        {"note_on_referral_from_provider", "Seen at the clinic"}});
    }
    data["services_section"] = std::move(services);
    data["case_worker_notes"] =
        "The child lives with an aunt. School attendance is irregular since the move; the "
        "caregiver asked for school materials and for help with the ration card.";
}

struct ColumnGroup {
    index::ColumnKind kind;
    bool sortable;
    std::vector<const char*> names;
};

std::vector<ColumnGroup> column_groups() {
    using enum index::ColumnKind;
    return {
        {keyword,
         true,
         {"status", "sex", "gender", "workflow", "risk_level", "owned_by", "owned_by_agency_id"}},
        {keyword,
         false,
         {"record_state",
          "module_id",
          "owned_by_groups",
          "associated_user_names",
          "associated_user_groups",
          "associated_user_agencies",
          "assigned_user_names",
          "created_by",
          "last_updated_by",
          "flagged",
          "has_photo",
          "has_incidents",
          "not_edited_by_owner",
          "current_alert_types",
          "consent_reporting",
          "disability_status_yes_no",
          "next_steps",
          "protection_concerns",
          "protection_risks",
          "approval_status_assessment",
          "approval_status_case_plan",
          "approval_status_closure",
          "transfer_status",
          "transferred_to_users",
          "transferred_to_user_groups",
          "referred_users",
          "referred_users_present",
          "referred_users_accepted",
          "referred_users_pending",
          "identified_by"}},
        {location, true, {"location_current"}},
        {location, false, {"owned_by_location", "location_last"}},
        {number, true, {"age"}},
        {date, true, {"created_at", "last_updated_at", "registration_date", "date_closure"}},
        {date,
         false,
         {"identified_at", "date_of_birth", "assessment_due_dates", "case_plan_due_dates",
          "followup_due_dates", "service_due_dates", "followup_dates", "reunification_dates",
          "reassigned_transferred_on", "last_referral_done_at", "last_referral_rejected_at"}},
        {identifier, true, {"short_id", "case_id_display"}},
        {identifier,
         false,
         {"unique_identifier", "case_id", "client_code", "ration_card_no", "icrc_ref_no",
          "unhcr_id_no", "national_id_no", "other_id_no", "camp_id", "family_number"}},
        {name, true, {"name"}},
        {name, false, {"name_nickname", "name_other"}},
        {text, false, {"telephone_current"}},
    };
}

}  // namespace

SyntheticCase synthetic_case(std::uint64_t number) {
    Draw draw(number);
    std::array<std::uint8_t, 16> bytes;
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(draw.next());
    SyntheticCase made{RecordId(Uuid(bytes)), {}};
    auto& data = made.data;
    data["id"] = made.id.text();
    data["status"] = draw.percent(75) ? "open" : "closed";
    data["record_state"] = draw.percent(97);
    data["module_id"] = "primeromodule-cp";
    put_ownership(data, draw);
    put_dates(data, draw, number);
    put_identifiers(data, draw);
    put_child(data, draw);
    put_work(data, draw);
    return made;
}

std::string synthetic_name(std::uint64_t number) {
    return json::string_or(synthetic_case(number).data, "name");
}

index::Schema synthetic_schema() {
    index::Schema schema;
    schema.record_type = "case";
    for (const auto& group : column_groups()) {
        for (const auto* name : group.names) {
            const auto is_instant = std::string_view(name).ends_with("_at");
            schema.columns.push_back({.name = name,
                                      .kind = group.kind,
                                      .sortable = group.sortable,
                                      .is_instant = is_instant});
            if (group.kind == index::ColumnKind::identifier) {
                schema.identifier_columns.emplace_back(name);
            }
        }
    }
    schema.name_columns = {"name", "name_nickname", "name_other"};
    schema.phone_columns = {"telephone_current"};
    return schema;
}

std::vector<index::Ancestor> synthetic_ancestors(std::string_view code) {
    // Country, district, chiefdom, village: "sl", "sl01", "sl0102", "sl0102a".
    std::vector<index::Ancestor> chain;
    const auto lower = text::ascii_lower(code);
    constexpr std::size_t lengths[] = {7, 6, 4, 2};
    for (std::size_t at = 0; at < std::size(lengths); ++at) {
        if (lower.size() < lengths[at]) continue;
        chain.push_back({lower.substr(0, lengths[at]), static_cast<int>(3 - at)});
    }
    return chain;
}

}  // namespace amparo::bench
