import SwiftUI

struct CounterView: View {
    @State private var count = 0
    let step: Int?

    var body: some View {
        VStack(spacing: 8.0) {
            Text("Zähler: \(count)").font(.title).foregroundColor(count > 10 ? .red : .primary)
            Button("＋1") { withAnimation { count += step ?? 1 } }
        }
        .padding(.horizontal, 12)
    }
}

#Preview { CounterView(step: nil) }
