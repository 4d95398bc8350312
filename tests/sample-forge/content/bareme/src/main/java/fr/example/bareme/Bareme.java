// SPDX-License-Identifier: CECILL-2.1
package fr.example.bareme;

/** Ramène un nombre de points à une note sur 20, arrondie au demi-point. */
public final class Bareme {
    private Bareme() {}

    /**
     * Nombre de demi-points de la note sur 20. Un quart de point pile monte.
     *
     * @param points points obtenus, de 0 à total
     * @param total points possibles, au moins 1
     */
    public static int demiPoints(int points, int total) {
        if (total < 1 || points < 0 || points > total) {
            throw new IllegalArgumentException(points + " sur " + total + " n’est pas une note");
        }
        // Partie entière de 40·points/total + 1/2, sans virgule flottante.
        return (int) ((80L * points + total) / (2L * total));
    }

    /** La note, à la française : « 13,5 » ou « 14 ». */
    public static String note(int points, int total) {
        int demis = demiPoints(points, total);
        return demis / 2 + (demis % 2 == 0 ? "" : ",5");
    }

    /** Ligne de commande : points puis total. */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage : bareme POINTS TOTAL");
            System.exit(2);
        }
        try {
            System.out.println(note(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
        } catch (IllegalArgumentException erreur) {
            System.err.println("bareme : " + erreur.getMessage());
            System.exit(2);
        }
    }
}
