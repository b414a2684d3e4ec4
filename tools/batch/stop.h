// SPDX-License-Identifier: EUPL-1.2
//
// Ctrl-C: the program ends as soon as it has cleaned up.
#pragma once

namespace qpv::batch {

// From here on SIGINT and SIGTERM are noted; a second one ends the process at once. A closed
// pipe and a file that is too large are errors of write(2), no signals.
void note_signals();
bool is_stopped();
// Ends the process by the signal that was noted, so that a script sees it.
void end_by_signal();

}  // namespace qpv::batch
