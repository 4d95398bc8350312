/** Place les élèves rang par rang ; rend un tableau de rangs. */
export function placer(eleves, colonnes) {
  const rangs = [];
  for (let debut = 0; debut < eleves.length; debut += colonnes) {
    rangs.push(eleves.slice(debut, debut + colonnes));
  }
  return rangs;
}
