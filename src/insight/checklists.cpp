#include "insight/checklists.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "access/field_mask.hpp"
#include "access/user_scope.hpp"
#include "base/text.hpp"
#include "casework/checklist_tables.hpp"
#include "casework/checklists.hpp"
#include "forms/wire.hpp"
#include "index/index.hpp"
#include "records/narrow_views.hpp"
#include "records/record_cache.hpp"

namespace amparo::insight {
namespace {

using index::Filter;
using index::Reading;
using records::CaseFiles;

Filter any_of(std::string_view column, std::vector<std::string> values) {
    return Filter{index::AnyOf{std::string(column), std::move(values)}};
}

/// One item of the modules of an actor that they may know of.
struct Item {
    std::string key;
    std::string module_id;
    const forms::ChecklistStep* step = nullptr;
    const forms::ChecklistItem* item = nullptr;
    const forms::Form* form = nullptr;
    std::size_t done = 0;
    std::size_t left = 0;
};

/// The caseload of one actor, as questions to the index.
class Caseload {
  public:
    Caseload(const records::Dependencies& on, const access::Actor& actor,
             const ChecklistRequest& request)
        : on_(on),
          actor_(actor),
          request_(request),
          definitions_(on.definitions()),
          files_(definitions_),
          narrow_(on, actor, definitions_, "case") {}

    /// To be called first.
    Result<> open() {
        if (!actor_.can("case", "index")) return refuse(Errc::forbidden, "errors.forbidden");
        AMPARO_CHECK(narrow_.load());
        for (const auto& [module_id, file] : files_.files()) {
            if (!actor_.role().has_module(module_id)) continue;
            const auto forms = access::permitted_forms(actor_, *definitions_, "case", module_id);
            const auto readable = on_.masks->readable(actor_, definitions_, "case", module_id);
            for (const auto& step : file.steps) {
                for (const auto& item : step.items) {
                    const auto* form = form_of(item, forms, *readable);
                    if (form != nullptr)
                        items_.push_back({.key = CaseFiles::key_of(module_id, step, item),
                                          .module_id = module_id,
                                          .step = &step,
                                          .item = &item,
                                          .form = form});
                }
            }
        }
        return {};
    }

    std::vector<Item>& items() { return items_; }
    const CaseFiles& files() const { return files_; }
    const forms::Definitions& definitions() const { return *definitions_; }

    std::vector<std::string> keys() const {
        std::vector<std::string> keys;
        for (const auto& item : items_) keys.push_back(item.key);
        return keys;
    }

    /// The cases that are asked for at all, each with an item that it should have by now.
    Filter cases() const {
        if (items_.empty()) return Filter{index::None{}};
        index::And all;
        for (auto& [column, values] : conditions()) all.parts.push_back(any_of(column, values));
        index::Or asked;
        asked.parts.push_back(any_of(CaseFiles::left_column, keys()));
        asked.parts.push_back(any_of(CaseFiles::done_column, keys()));
        all.parts.push_back(Filter{std::move(asked)});
        for (auto& [mark, filter] : shared()) all.parts.push_back(std::move(filter));
        return Filter{std::move(all)};
    }
    /// Says which those are: equal texts for equal questions.
    std::string mark() const {
        std::string text = "checklists";
        for (const auto& [column, values] : conditions())
            text += "\n" + column + "=" + text::join(values, "\t");
        text += "\n" + text::join(keys(), "\t");
        for (const auto& [mark, filter] : shared()) text += "\n" + mark;
        return text;
    }

  private:
    /// The form on which the item is done and which the actor may open; null when there is none.
    static const forms::Form* form_of(const forms::ChecklistItem& item,
                                      const std::map<std::string, std::string>& forms,
                                      const access::FieldMask& readable) {
        if (item.is_form()) return forms.contains(item.name) ? item.form : nullptr;
        if (!readable.allows(item.name)) return nullptr;
        const auto place = std::ranges::find_if(
            item.places, [&](const auto* field) { return forms.contains(field->form->unique_id); });
        return place == item.places.end() ? nullptr : (*place)->form;
    }

    std::vector<std::string> modules() const {
        std::vector<std::string> ids;
        for (const auto& [module_id, file] : files_.files()) {
            const bool is_wanted =
                request_.modules.empty() ||
                std::ranges::find(request_.modules, module_id) != request_.modules.end();
            if (is_wanted && actor_.role().has_module(module_id)) ids.push_back(module_id);
        }
        return ids;
    }

    /// Whose cases; nullopt: everybody's.
    std::optional<std::vector<std::string>> owners() const {
        const bool is_everyone = actor_.role().scope == access::ScopeKind::all;
        if (is_everyone && request_.owners.empty()) return std::nullopt;
        if (is_everyone) return request_.owners;
        std::vector<std::string> names;
        const auto directory = on_.directory();
        for (const auto& user : access::managed_users(actor_, *directory)) {
            const auto& name = user->user_name.text();
            const bool is_wanted =
                request_.owners.empty() ||
                std::ranges::find(request_.owners, name) != request_.owners.end();
            if (is_wanted) names.push_back(name);
        }
        return names;
    }

    std::vector<std::string> known(const std::vector<std::string>& keys) const {
        const auto own = this->keys();
        std::vector<std::string> both;
        std::ranges::copy_if(keys, std::back_inserter(both), [&](const auto& key) {
            return std::ranges::find(own, key) != own.end();
        });
        return both;
    }

    /// What must hold of a case: one of these values in each column.
    std::vector<std::pair<std::string, std::vector<std::string>>> conditions() const {
        std::vector<std::pair<std::string, std::vector<std::string>>> all;
        auto scope = access::scope_of(actor_, "case", access::Reach::own);
        if (scope.kind != access::Scope::Kind::all)
            all.emplace_back(scope.field, std::move(scope.values));
        all.emplace_back("record_state", std::vector<std::string>{"true"});
        all.emplace_back("status", std::vector<std::string>{"open"});
        all.emplace_back("module_id", modules());
        if (auto names = owners()) all.emplace_back("owned_by", std::move(*names));
        if (!request_.steps.empty()) all.emplace_back("workflow", request_.steps);
        if (request_.incomplete) all.emplace_back(CaseFiles::left_column, keys());
        if (!request_.lacking.empty())
            all.emplace_back(CaseFiles::left_column, known(request_.lacking));
        return all;
    }

    // What a shared case lacks in a form that the share withholds must not be counted either.
    std::map<std::string, Filter> shared() const {
        std::map<std::string, Filter> all;
        const auto leave_out = [&](const std::string& field) {
            auto lacking = narrow_.lacking(field);
            if (!lacking) return;
            auto part = std::make_unique<Filter>(std::move(*lacking));
            all.try_emplace(narrow_.mark(field), Filter{index::Not{std::move(part)}});
        };
        for (const auto& item : items_) {
            if (!item.item->is_form()) leave_out(item.item->name);
            for (const auto& [name, field] : item.item->fields) leave_out(name);
        }
        return all;
    }

    const records::Dependencies& on_;
    const access::Actor& actor_;
    const ChecklistRequest& request_;
    std::shared_ptr<const forms::Definitions> definitions_;
    CaseFiles files_;
    records::NarrowViews narrow_;
    std::vector<Item> items_;
};

/// How far the files of one worker are.
struct Worker {
    std::string name;
    std::size_t cases = 0;
    std::size_t incomplete = 0;
    std::size_t done = 0;
    std::size_t left = 0;
};

/// Everything that is counted, as of one moment.
class Count {
  public:
    Count(Caseload& caseload, Reading& reading) : caseload_(caseload), reading_(reading) {
        add_part(caseload.cases(), caseload.mark());
    }

    Result<> run() {
        AMPARO_TRY(cases_, reading_.count(parts_));
        AMPARO_CHECK(count_items());
        AMPARO_CHECK(count_workers());
        return {};
    }
    std::size_t cases() const { return cases_; }
    std::size_t complete() const { return complete_; }
    /// Those whose files lack most first.
    std::vector<Worker> workers() const {
        std::vector<Worker> sorted;
        for (const auto& [name, worker] : workers_) sorted.push_back(worker);
        std::ranges::sort(sorted, [](const Worker& left, const Worker& right) {
            return std::tie(right.left, left.name) < std::tie(left.left, right.name);
        });
        return sorted;
    }

  private:
    void add_part(Filter filter, std::string mark) {
        parts_.push_back(std::make_shared<const Reading::Part>(std::move(mark), std::move(filter)));
    }

    Result<> count_items() {
        std::unordered_map<std::string_view, Item*> by_key;
        for (auto& item : caseload_.items()) by_key.emplace(item.key, &item);
        AMPARO_TRY(const auto left, reading_.count_by(parts_, pivot(CaseFiles::left_column)));
        for (const auto& [key, count] : left) {
            if (const auto found = by_key.find(key); found != by_key.end())
                found->second->left = count;
        }
        AMPARO_TRY(const auto done, reading_.count_by(parts_, pivot(CaseFiles::done_column)));
        for (const auto& [key, count] : done) {
            if (const auto found = by_key.find(key); found != by_key.end())
                found->second->done = count;
        }
        return {};
    }

    Result<> count_workers() {
        AMPARO_TRY(const auto all, reading_.count_by(parts_, pivot("owned_by")));
        for (const auto& [name, count] : all) {
            auto& worker = workers_[std::string(name)];
            worker.name = name;
            worker.cases = count;
        }
        AMPARO_CHECK(add_cells(CaseFiles::left_column, &Worker::left));
        AMPARO_CHECK(add_cells(CaseFiles::done_column, &Worker::done));
        complete_ = cases_;
        add_part(any_of(CaseFiles::left_column, caseload_.keys()),
                 "left\n" + text::join(caseload_.keys(), "\t"));
        AMPARO_TRY(const auto incomplete, reading_.count_by(parts_, pivot("owned_by")));
        for (const auto& [name, count] : incomplete) {
            workers_[std::string(name)].incomplete = count;
            complete_ -= count;
        }
        return {};
    }

    Result<> add_cells(std::string_view column, std::size_t Worker::* sum) {
        const auto keys = caseload_.keys();
        const std::unordered_set<std::string_view> own(keys.begin(), keys.end());
        AMPARO_TRY(const auto cells,
                   reading_.cross_count(parts_, pivot("owned_by"), pivot(column)));
        for (const auto& cell : cells) {
            if (own.contains(cell.column)) workers_[std::string(cell.row)].*sum += cell.count;
        }
        return {};
    }

    static Reading::PivotOf pivot(std::string_view column) {
        return {.column = std::string(column)};
    }

    Caseload& caseload_;
    Reading& reading_;
    Reading::Parts parts_;
    std::size_t cases_ = 0;
    std::size_t complete_ = 0;
    std::map<std::string, Worker> workers_;
};

json::Object to_wire(const forms::Definitions& definitions, const Item& item) {
    const forms::ChecklistLine line{
        .step = item.step, .item = item.item, .form = item.form, .is_done = false};
    auto object = casework::to_wire(definitions, line);
    object["key"] = item.key;
    object["module_id"] = item.module_id;
    object["step"] = item.step->id;
    object["step_label"] = forms::to_wire(definitions, item.step->label);
    object["done"] = item.done;
    object["left"] = item.left;
    return object;
}

json::Object to_wire(const Worker& worker) {
    return {{"owned_by", worker.name},
            {"cases", worker.cases},
            {"complete", worker.cases - worker.incomplete},
            {"done", worker.done},
            {"left", worker.left}};
}

/// Cases of one page, opened; `total` of all.
struct Opened {
    std::vector<records::RecordCache::Pointer> records;
    std::size_t total = 0;
};
Result<Opened> open_cases(const records::Dependencies& on, const Caseload& caseload,
                          std::size_t offset, std::size_t count) {
    index::Query query;
    query.filter = caseload.cases();
    query.sort = {.column = "registration_date", .descending = false};
    query.offset = offset;
    query.count = count;
    AMPARO_TRY(const auto page, on.index->find("case", query));
    Opened opened{.records = {}, .total = page.total};
    AMPARO_TRY(opened.records, on.cache->find(*on.database, page.ids));
    return opened;
}

/// The lines of a case that are due.
std::vector<forms::ChecklistLine> due_lines(const access::Actor& actor,
                                            const records::Dependencies& on,
                                            const Caseload& caseload,
                                            const store::StoredRecord& record) {
    auto lines = casework::lines_for(actor, on, caseload.files(), record);
    std::erase_if(lines, [](const auto& line) { return !line.is_due(); });
    return lines;
}

json::Object case_to_wire(const Caseload& caseload, const store::StoredRecord& record,
                          const std::vector<forms::ChecklistLine>& lines) {
    json::Array missing;
    for (const auto& line : lines) {
        if (line.is_done) continue;
        auto item = casework::to_wire(caseload.definitions(), line);
        item["step"] = line.step->id;
        missing.emplace_back(std::move(item));
    }
    const auto done = lines.size() - missing.size();
    return {{"id", record.id.text()},
            {"case_id_display", json::string_or(record.data, "case_id_display")},
            {"owned_by", json::string_or(record.data, "owned_by")},
            {"module_id", json::string_or(record.data, "module_id")},
            {"workflow", json::string_or(record.data, "workflow")},
            {"done", done},
            {"total", lines.size()},
            {"missing", std::move(missing)}};
}

}  // namespace

Result<ChecklistPage> Checklists::progress(const access::Actor& actor,
                                           const ChecklistRequest& request) const {
    Caseload caseload(on_, actor, request);
    AMPARO_CHECK(caseload.open());
    AMPARO_TRY(auto reading, on_.index->read("case"));
    std::vector<Worker> workers;
    std::size_t cases = 0;
    std::size_t complete = 0;
    if (!caseload.items().empty()) {
        Count count(caseload, reading);
        AMPARO_CHECK(count.run());
        workers = count.workers();
        cases = count.cases();
        complete = count.complete();
    }
    json::Array items;
    for (const auto& item : caseload.items())
        items.emplace_back(to_wire(caseload.definitions(), item));
    json::Array page;
    const auto begin = std::min(workers.size(), (request.page - 1) * request.per);
    const auto end = std::min(workers.size(), begin + request.per);
    for (auto at = begin; at < end; ++at) page.emplace_back(to_wire(workers[at]));
    return ChecklistPage{.data = {{"cases", cases},
                                  {"complete", complete},
                                  {"items", std::move(items)},
                                  {"workers", std::move(page)}},
                         .total = workers.size()};
}

Result<ChecklistPage> Checklists::cases(const access::Actor& actor,
                                        const ChecklistRequest& request) const {
    Caseload caseload(on_, actor, request);
    AMPARO_CHECK(caseload.open());
    if (caseload.items().empty()) return ChecklistPage{.data = {{"cases", json::Array()}}};
    AMPARO_TRY(const auto opened,
               open_cases(on_, caseload, (request.page - 1) * request.per, request.per));
    json::Array rows;
    for (const auto& record : opened.records)
        rows.emplace_back(
            case_to_wire(caseload, *record, due_lines(actor, on_, caseload, *record)));
    return ChecklistPage{.data = {{"cases", std::move(rows)}}, .total = opened.total};
}

Result<std::string> Checklists::table(const access::Actor& actor, const ChecklistRequest& request,
                                      const std::string& locale) const {
    if (!casework::may_export(actor)) return refuse(Errc::forbidden, "errors.forbidden");
    Caseload caseload(on_, actor, request);
    AMPARO_CHECK(caseload.open());
    Opened opened;
    if (!caseload.items().empty()) {
        AMPARO_TRY(opened, open_cases(on_, caseload, 0, export_max));
    }
    if (opened.total > export_max) return refuse_field(Errc::invalid, "", "errors.checklists.size");
    const casework::ChecklistWords words{
        .definitions = caseload.definitions(), .messages = messages_, .locale = locale};
    auto table = casework::heading_of_cases(words);
    for (const auto& record : opened.records)
        casework::add_case(table, words, {*record, due_lines(actor, on_, caseload, *record)});
    return table;
}

}  // namespace amparo::insight
