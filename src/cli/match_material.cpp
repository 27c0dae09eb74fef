#include "cli/match_material.hpp"

#include <algorithm>
#include <filesystem>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/paths.hpp"
#include "forms/source.hpp"
#include "matching/configurations/fields.hpp"
#include "matching/evaluate/files.hpp"
#include "matching/live/automatic.hpp"
#include "matching/model/csv.hpp"

namespace amparo::cli {
namespace {

std::unexpected<Error> refuse_file(const std::string& file, const char* why) {
    return refuse_field(Errc::malformed, file, why);
}

/// Whether a CSV file of places has the columns it needs.
bool has_places(std::string_view csv) {
    const auto header = matching::csv_fields(csv.substr(0, csv.find_first_of("\r\n")));
    return std::ranges::find(header, "location_code") != header.end() &&
           std::ranges::find(header, "parent_code") != header.end();
}

/// UTF-16 and UTF-32, by the mark they begin with or by the zeros between their letters.
bool is_wide(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
           text.substr(0, 4).find('\0') != std::string_view::npos;
}

/// The names of all fields that a record has; those of the rows of a section as "section.field".
void add_fields(const json::Object& record, std::set<std::string>& fields) {
    for (const auto& [name, value] : record) {
        fields.insert(std::string(name));
        if (!value.is_array()) continue;
        for (const auto& row : value.get_array()) {
            if (!row.is_object()) continue;
            for (const auto& [inner, unused] : row.get_object()) {
                fields.insert(std::string(name) + "." + std::string(inner));
            }
        }
    }
}

/// Fields of the records of the files, those of sought children by themselves too. Lines that
/// cannot be read are left to the evaluation, which says so.
std::set<std::string> fields_in(const MatchMaterial& material) {
    constexpr std::string_view sought = "tracing_request_subform_section.";
    std::set<std::string> fields;
    for (const auto* file : {&material.cases, &material.requests}) {
        for (const auto line : text::split(*file, '\n')) {
            const auto record = json::parse_object(line);
            if (record) add_fields(*record, fields);
        }
    }
    std::set<std::string> of_traces;
    for (const auto& field : fields) {
        if (field.starts_with(sought)) of_traces.insert(field.substr(sought.size()));
    }
    fields.merge(of_traces);
    return fields;
}

/// The lines of a file of records; one without any is rather an export that failed.
Result<std::string> read_records(const std::string& file) {
    AMPARO_TRY(auto text, read_match_file(file));
    if (text.find_first_not_of(" \t\r\n") != std::string::npos) return text;
    return refuse(Errc::invalid, MessageKey("cli.links.empty_file", {{"file", file}}));
}

std::string shipped_rules() {
    return (config_directory() / "matching/configuration.json").string();
}

std::unexpected<Error> refuse_rules(const std::string& file, Error error) {
    error.message = {"cli.match.config_wrong", {{"file", file}}};
    error.field.clear();
    return std::unexpected(std::move(error));
}

Result<std::shared_ptr<const forms::Definitions>> shipped_forms() {
    AMPARO_TRY(auto source, forms::load_source_from(config_directory()));
    return forms::Definitions::load(std::move(source));
}

/// Refuses criteria that compare what no record can have.
Result<> check_fields(const MatchMaterial& material, const std::string& file) {
    AMPARO_TRY(const auto shipped_text, read_match_file(shipped_rules()));
    AMPARO_TRY(const auto shipped, matching::Configuration::parse(shipped_text));
    matching::KnownFields known{.names = fields_in(material), .read = {}};
    known.add(shipped);
    AMPARO_TRY(const auto definitions, shipped_forms());
    std::vector<Problem> problems;
    matching::note_unfit_comparators(material.configuration, *definitions, known, problems);
    if (problems.empty()) return {};
    return refuse_rules(file, {.code = Errc::invalid, .problems = std::move(problems)});
}

Result<> read_rules(const MatchFiles& files, MatchMaterial& material) {
    const bool is_own = !files.config.empty();
    const auto file = is_own ? files.config : shipped_rules();
    AMPARO_TRY(material.configuration_text, read_match_file(file));
    auto rules = json::parse_object(material.configuration_text);
    if (!rules) return refuse_file(file, "cli.match.config_no_json");
    std::vector<Problem> problems;
    matching::note_other_pipeline(*rules, problems);
    if (!problems.empty())
        return refuse_rules(file, {.code = Errc::invalid, .problems = std::move(problems)});
    // As a deployment with these forms would compare.
    AMPARO_TRY(const auto forms, shipped_forms());
    const auto whole = matching::with_automatic(std::move(*rules), *forms);
    auto parsed = matching::Configuration::parse(json::write(whole));
    if (!parsed) return refuse_rules(file, std::move(parsed.error()));
    material.configuration = std::move(*parsed);
    return {};
}

}  // namespace

matching::Day match_day() {
    const auto now = SystemClock().now();
    return static_cast<matching::Day>(
        std::chrono::floor<std::chrono::days>(now).time_since_epoch().count());
}

Result<std::string> read_match_file(const std::string& file) {
    AMPARO_TRY(auto text, matching::read_text(file));
    if (is_wide(text) || !text::is_utf8(text)) return refuse_file(file, "cli.match.not_utf8");
    // Some spreadsheets end lines with a carriage return alone: all would be one long header.
    if (!text.contains('\n')) std::ranges::replace(text, '\r', '\n');
    return text;
}

Result<> check_output(const std::string& out, std::vector<std::string> inputs) {
    // Who fits weights over the shipped rules would put them in force.
    inputs.push_back(shipped_rules());
    for (const auto& input : inputs) {
        std::error_code error;
        if (!input.empty() && std::filesystem::equivalent(out, input, error))
            return refuse_field(Errc::conflict, out, "cli.match.out_is_input");
    }
    return matching::check_writable(out);
}

Result<std::string> of_file(Result<std::string> outcome, const std::string& file) {
    if (outcome) return outcome;
    auto& error = outcome.error();
    if (error.message.key == "errors.matching.short_row")
        error.message = {"cli.match.short_row_tabs", {{"file", file}}};
    if (error.message.key == "cli.match.empty_pairs")
        error.message.arguments.emplace_back("file", file);
    return outcome;
}

Result<MatchMaterial> MatchMaterial::load(const MatchFiles& files) {
    MatchMaterial material;
    AMPARO_CHECK(read_rules(files, material));
    AMPARO_TRY(material.lexicon, matching::Lexicon::load(config_directory() / "matching"));
    AMPARO_TRY(material.cases, read_records(files.cases));
    if (!files.requests.empty()) {
        AMPARO_TRY(material.requests, read_records(files.requests));
    }
    AMPARO_TRY(material.locations, read_match_file(files.locations));
    if (!has_places(material.locations)) {
        return refuse_file(files.locations, "cli.match.no_places");
    }
    if (!files.config.empty()) AMPARO_CHECK(check_fields(material, files.config));
    return material;
}

matching::EvaluationInput MatchMaterial::input(const MatchFiles& files) const {
    return {.cases = cases,
            .requests = requests,
            .locations = locations,
            .top = files.top,
            .records = files.is_enabled_only ? matching::EvaluatedRecords::enabled
                                             : matching::EvaluatedRecords::all};
}

matching::EvaluationTools MatchMaterial::tools(ProgressLine& line) const {
    return {.configuration = configuration,
            .lexicon = lexicon,
            .report = [&line](auto done, auto total) { line.update(done, total); },
            .today = match_day()};
}

Error MatchMaterial::naming(Error error, const MatchFiles& files) const {
    if (error.message.key == "errors.matching.short_row") {
        error.message = {"cli.match.short_row", {{"file", files.locations}}};
    } else if (error.message.key == "errors.matching.no_json") {
        const auto& file = matching::parse_lines(cases) ? files.requests : files.cases;
        error.message = {"cli.match.no_json", {{"file", file}}};
    } else if (error.message.key == "errors.matching.no_labels") {
        error.message = {"cli.match.no_labels", {{"file", files.labels}}};
    }
    return error;
}

}  // namespace amparo::cli
