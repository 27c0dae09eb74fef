#include "matching/scores_test_support.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"

namespace amparo::matching {
namespace {

struct Scored {
    double score;
    std::string id;
};
using Lists = std::map<std::string, std::vector<Scored>>;
using Truth = std::map<std::string, std::set<std::string>>;

std::vector<std::vector<std::string_view>> rows_of(std::string_view text, char separator) {
    std::vector<std::vector<std::string_view>> rows;
    for (const auto line : text::split(text, '\n')) {
        if (!line.empty()) rows.push_back(text::split(line, separator));
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

void add_ranks(const Lists& lists, const Truth& truth, RankScores& scores) {
    for (const auto& [search, partners] : truth) {
        ++scores.searches;
        const auto found = lists.find(search);
        if (found == lists.end()) continue;
        const auto& list = found->second;
        const auto place = std::ranges::find_if(
            list, [&](const Scored& result) { return partners.contains(result.id); });
        if (place == list.end()) continue;
        scores.listed += 1;
        scores.first += place == list.begin() ? 1 : 0;
        scores.in_ten += place - list.begin() < 10 ? 1 : 0;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(scores.searches, 1));
    scores.first /= count;
    scores.in_ten /= count;
    scores.listed /= count;
}

double calibration_of(const Lists& lists, const Truth& truth) {
    std::array<std::array<double, 3>, 10> bins{};
    for (const auto& [search, list] : lists) {
        const auto partners = truth.find(search);
        for (const auto& result : list) {
            if (result.score < 0.05) continue;
            auto& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(result.score * 10))];
            bin[0] += result.score;
            bin[1] += partners != truth.end() && partners->second.contains(result.id) ? 1 : 0;
            bin[2] += 1;
        }
    }
    double sum = 0;
    double count = 0;
    for (const auto& bin : bins) {
        if (bin[2] == 0) continue;
        sum += std::pow(bin[0] - bin[1], 2) / bin[2];
        count += bin[2];
    }
    return count == 0 ? 0 : std::sqrt(sum / count);
}

void sort_lists(Lists& lists) {
    for (auto& [search, list] : lists) {
        std::ranges::stable_sort(list, std::greater<>(), &Scored::score);
    }
}

}  // namespace

std::string source_file(const std::string& path) {
    return read_text(std::string(AMPARO_SOURCE_DIR) + "/" + path).value();
}

const Lexicon& shipped_lexicon() {
    static const auto lexicon =
        Lexicon::load(std::string(AMPARO_SOURCE_DIR) + "/config/matching").value();
    return lexicon;
}

const std::string& shipped_configuration_text() {
    static const auto text = source_file("config/matching/configuration.json");
    return text;
}

const Configuration& shipped_configuration() {
    static const auto configuration = Configuration::parse(shipped_configuration_text()).value();
    return configuration;
}

std::string first_lines(const std::string& text, std::size_t count) {
    std::size_t end = 0;
    while (count-- > 0 && end < text.size()) {
        const auto next = text.find('\n', end);
        end = next == std::string::npos ? text.size() : next + 1;
    }
    return text.substr(0, end);
}

std::string consenting_ids(std::string_view cases) {
    std::string ids = "\n";
    const auto parsed = parse_lines(cases).value();
    for (const auto& record : parsed) {
        if (!json::bool_or(record, "consent_for_tracing", false)) continue;
        ids += json::string_or(record, "id") + "\n";
    }
    return ids;
}

RankScores score_tracing(std::string_view results, std::string_view truth,
                         const std::string& allowed) {
    const auto is_allowed = [&](std::string_view id) {
        return allowed.find("\n" + std::string(id) + "\n") != std::string::npos;
    };
    RankScores scores;
    Lists lists;
    for (const auto& row : rows_of(results, ',')) {
        if (!is_allowed(row[1])) ++scores.leaked;
        lists[std::string(row[0])].push_back({std::stod(std::string(row[2])), std::string(row[1])});
    }
    sort_lists(lists);
    Truth partners;
    for (const auto& row : rows_of(truth, ',')) {
        const bool counts = row.size() == 3 && !row[2].empty() && is_allowed(row[2]);
        if (counts && lists.contains(std::string(row[0]))) {
            partners[std::string(row[0])].insert(std::string(row[2]));
        }
    }
    add_ranks(lists, partners, scores);
    scores.calibration = calibration_of(lists, partners);
    return scores;
}

RankScores score_duplicates(std::string_view results, std::string_view truth) {
    RankScores scores;
    Lists lists;
    for (const auto& row : rows_of(results, ',')) {
        const std::string one(row[0]);
        const std::string other(row[1]);
        const auto score = std::stod(std::string(row[2]));
        lists[one].push_back({score, other});
        lists[other].push_back({score, one});
    }
    sort_lists(lists);
    Truth partners;
    for (const auto& row : rows_of(truth, ',')) {
        partners[std::string(row[0])].insert(std::string(row[1]));
        partners[std::string(row[1])].insert(std::string(row[0]));
    }
    add_ranks(lists, partners, scores);
    scores.calibration = calibration_of(lists, partners);
    return scores;
}

PairScores score_names(std::string_view similarities, std::string_view pairs) {
    std::map<std::string, double, std::less<>> by_id;
    for (const auto& row : rows_of(similarities, '\t')) {
        by_id[std::string(row[0])] = std::stod(std::string(row[1]));
    }
    std::vector<std::pair<double, bool>> scored;
    for (const auto& row : rows_of(pairs, '\t')) {
        scored.emplace_back(by_id.at(std::string(row[0])), row[3] == "1");
    }
    PairScores scores;
    double wins = 0;
    double comparisons = 0;
    const auto positives =
        std::ranges::count_if(scored, [](const auto& one) { return one.second; });
    for (const auto& [score, is_same] : scored) {
        double found = 0;
        double taken = 0;
        for (const auto& [other, other_is_same] : scored) {
            if (other >= score) {
                taken += 1;
                found += other_is_same ? 1 : 0;
            }
            if (!is_same || other_is_same) continue;
            comparisons += 1;
            wins += score > other ? 1 : (score == other ? 0.5 : 0);
        }
        const auto f1 = 2 * found / (taken + static_cast<double>(positives));
        scores.best_f1 = std::max(scores.best_f1, f1);
    }
    scores.area = wins / comparisons;
    return scores;
}

}  // namespace amparo::matching
